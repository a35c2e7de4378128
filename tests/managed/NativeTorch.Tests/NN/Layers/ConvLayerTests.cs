using NativeTorch.NN;

namespace NativeTorch.Tests.NN.Layers;

/// <summary>Convolution layers: what padding takes, output sizes, errors, printed forms that PyTorch's cases don't show.</summary>
public class ConvLayerTests
{
    [Fact]
    public void Padding_is_a_number_some_numbers_or_a_name()
    {
        Tensor x = Torch.Randn(1, 2, 7, 6);
        Assert.Equal([1, 3, 5, 4], new Conv2d(2, 3, 3, padding: 0).Forward(x).Shape);
        Assert.Equal([1, 3, 7, 6], new Conv2d(2, 3, 3, padding: 1).Forward(x).Shape);
        Assert.Equal([1, 3, 7, 8], new Conv2d(2, 3, 3, padding: (1, 2)).Forward(x).Shape);
        Assert.Equal([1, 3, 7, 6], new Conv2d(2, 3, (2, 5), padding: ConvPadding.Same).Forward(x).Shape);
        Assert.Equal([1, 3, 5, 4], new Conv2d(2, 3, 3, padding: ConvPadding.Valid).Forward(x).Shape);
    }

    [Fact]
    public void A_border_of_another_kind_is_the_pad_layers()
    {
        Tensor x = Torch.Randn(2, 2, 9);
        foreach (var (mode, pad) in new (PaddingMode, Layer)[]
        {
            (PaddingMode.Reflect, new ReflectionPad1d((2, 3))),
            (PaddingMode.Replicate, new ReplicationPad1d((2, 3))),
            (PaddingMode.Circular, new CircularPad1d((2, 3))),
            (PaddingMode.Zeros, new ZeroPad1d((2, 3))),
        })
        {
            var conv = new Conv1d(2, 3, 6, padding: ConvPadding.Same, paddingMode: mode);
            Tensor expected = F.Conv1d(pad.Forward(x), conv.Weight, conv.Bias);
            Close.To(expected.ToArray<float>().Select(v => (double)v).ToArray(), [2, 3, 9], conv.Forward(x), 1e-6);
        }
    }

    [Fact]
    public void Transposed_convolution_takes_the_sizes_that_its_stride_allows()
    {
        var conv = new ConvTranspose2d(2, 3, 3, stride: 2, bias: false);
        Tensor x = Torch.Randn(1, 2, 4, 4);
        Assert.Equal([1, 3, 9, 9], conv.Forward(x).Shape);
        Assert.Equal([1, 3, 10, 9], conv.Forward(x, [10, 9]).Shape);
        Assert.Equal([1, 3, 9, 10], conv.Forward(x, [1, 3, 9, 10]).Shape);
        Assert.Equal([1, 3, 9, 9], conv.Forward(x, null).Shape);
        Assert.Contains("11", Assert.Throws<ShapeMismatchException>(() => conv.Forward(x, [11, 9])).Message);
        Assert.Throws<ShapeMismatchException>(() => conv.Forward(x, [9]));
        Tensor? seen = null;
        conv.RegisterForwardHook((_, _, output) => seen = output);
        Assert.Same(conv.Forward(x, [10, 10]), seen);
    }

    [Fact]
    public void Wrong_arguments_name_the_layer()
    {
        Assert.Contains("[Conv1d] 3 and 4", Assert.Throws<ArgumentException>(() => new Conv1d(3, 4, 3, groups: 2)).Message);
        Assert.Contains("[Conv3d]", Assert.Throws<ArgumentOutOfRangeException>(() => new Conv3d(2, 2, 1, groups: 0)).Message);
        Assert.Contains("stride 1", Assert.Throws<ArgumentException>(() => new Conv2d(1, 1, 3, stride: 2, padding: ConvPadding.Same)).Message);
        Assert.Contains("(1, 2, 3)", Assert.Throws<ArgumentException>(() => new Conv2d(1, 1, 3, padding: (1, 2, 3))).Message);
        Assert.Contains("Reflect", Assert.Throws<ArgumentException>(
            () => new ConvTranspose1d(1, 1, 3, paddingMode: PaddingMode.Reflect)).Message);
        Assert.Throws<ShapeMismatchException>(() => new Conv1d(3, 4, 3).Forward(Torch.Ones(1, 2, 9)));
    }

    [Fact]
    public void Printed_forms_are_PyTorchs()
    {
        Assert.Equal("Conv1d(6, 4, kernel_size=(3,), stride=(2,), padding=(2,), dilation=(2,), groups=2, bias=False, padding_mode=circular)",
            new Conv1d(6, 4, 3, 2, 2, 2, 2, false, PaddingMode.Circular).ToString());
        Assert.Equal("Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding=valid)", new Conv2d(1, 1, 3, padding: ConvPadding.Valid).ToString());
        Assert.Equal("ConvTranspose3d(2, 2, kernel_size=(2, 2, 2), stride=(3, 3, 3), padding=(1, 1, 1), dilation=(2, 2, 2), output_padding=(1, 0, 1), "
            + "groups=2, bias=False)", new ConvTranspose3d(2, 2, 2, 3, 1, (1, 0, 1), 2, false, 2).ToString());
    }
}
