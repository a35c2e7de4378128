using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Transformers: what PyTorch's golden cases do not show.</summary>
[Collection(nameof(AloneCollection))] // they seed the default generator
public class TransformerTests
{
    [Fact]
    public void Draws_of_parameters_and_dropout_are_PyTorchs()
    {
        Torch.ManualSeed(4);
        var model = new Transformer(8, 2, 2, 2, 16, dropout: 0.2, activation: x => F.Gelu(x), batchFirst: true);
        Tensor src = Torch.Randn([2, 5, 8]), tgt = Torch.Randn([2, 3, 8]);
        Torch.ManualSeed(6);
        Tensor y = model.Forward(src, tgt, tgtMask: Transformer.GenerateSquareSubsequentMask(3));
        Close.To([-0.6842548251152039, -0.9900745749473572, -0.7458541393280029, 1.1232420206069946, 1.4520378112792969, 1.2680872678756714,
            -0.7580199241638184, -0.6651637554168701], y[0, 0], 1e-5);
        Close.To([39.69345196336508], y.Abs().Sum().Reshape(1), 1e-5);
        y.Pow(3).Sum().Backward();
        Close.To([8468.821918175905], Torch.Stack([.. model.Parameters().Select(p => p.Grad!.Abs().Sum())]).Sum().Reshape(1), 1e-4);
        Close.To([28.20371663570404], model.Encoder.Layers[1].Linear1.Weight.Abs().Sum().Reshape(1), 1e-5);
        Assert.Equal(64, model.Parameters().Count);
        Assert.Equal("encoder.layers.1.self_attn.in_proj_weight", model.NamedParameters()[12].Name);
    }

    [Fact]
    public void An_activation_that_is_a_module_is_a_part_of_the_layer()
    {
        var layer = new TransformerEncoderLayer(4, 2, 8, activation: new PReLU().Forward);
        Assert.EndsWith("  (activation): PReLU(num_parameters=1)\n)", layer.ToString());
        Assert.Contains("activation.weight", layer.StateDict().Keys);
        var encoder = new TransformerEncoder(layer, 2, new LayerNorm(4));
        Assert.NotSame(encoder.Layers[0].Activation, encoder.Layers[1].Activation);
        Init.Ones_(((PReLU)encoder.Layers[1].Activation!).Weight);
        encoder.Forward(Torch.Randn([3, 1, 4])).Pow(3).Sum().Backward();
        Assert.NotNull(((PReLU)encoder.Layers[1].Activation!).Weight.Grad);
        Assert.Null(((PReLU)layer.Activation!).Weight.Grad);
        Assert.DoesNotContain("activation", new TransformerDecoderLayer(4, 2, 8, activation: F.Tanh).ToString());
    }

    [Fact]
    public void Layers_begin_as_copies_and_go_their_own_ways()
    {
        var layer = new TransformerDecoderLayer(4, 2, 8, dropout: 0);
        var decoder = new TransformerDecoder(layer, 2);
        Tensor tgt = Torch.Randn([3, 4]), memory = Torch.Randn([2, 4]);
        Tensor twice = layer.Forward(layer.Forward(tgt, memory), memory);
        Close.To([.. twice.Detach().ToArray<float>().Select(v => (double)v)], [3, 4], decoder.Forward(tgt, memory));
        Init.Zeros_(decoder.Layers[0].Linear1.Weight);
        Assert.NotEqual(0, decoder.Layers[1].Linear1.Weight.Abs().Sum().Item<float>());
        Assert.NotEqual(0, layer.Linear1.Weight.Abs().Sum().Item<float>());
    }

    [Fact]
    public void The_callers_tensors_are_not_changed()
    {
        var model = new Transformer(4, 2, 1, 1, 8, normFirst: true);
        Tensor src = Torch.Ones([2, 1, 4]), tgt = Torch.Ones([2, 1, 4]);
        model.Forward(src, tgt);
        Assert.Equal(16, (src.Sum() + tgt.Sum()).Item<float>());
    }

    [Fact]
    public void Bad_arguments_are_typed_errors()
    {
        var model = new Transformer(4, 2, 1, 1, 8);
        Assert.Contains("dModel 4", Assert.Throws<ShapeMismatchException>(() => model.Forward(Torch.Ones([2, 1, 5]), Torch.Ones([2, 1, 4]))).Message);
        Assert.Throws<ShapeMismatchException>(() => model.Forward(Torch.Ones([2, 1, 4]), Torch.Ones([2, 2, 4])));
        Assert.Throws<ArgumentException>(() => new Transformer(5, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 8), -1));
    }
}
