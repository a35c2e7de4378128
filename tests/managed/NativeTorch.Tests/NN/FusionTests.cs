using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>One layer in the place of two does the same.</summary>
public class FusionTests
{
    static T Trained<T>(T bn) where T : BatchNormNd
    {
        var random = new Generator(5);
        using var noGrad = Torch.NoGrad();
        bn.RunningMean!.Normal_(0, 1, random);
        bn.RunningVar!.Uniform_(0.5, 2, random);
        bn.Weight?.Normal_(1, 0.5, random);
        bn.Bias?.Normal_(0, 1, random);
        return bn.Eval();
    }

    public static TheoryData<ConvNd, BatchNormNd, long[]> Convolutions => new()
    {
        { new Conv2d(4, 6, 3, padding: 1, groups: 2, dtype: Dtype.Float64), new BatchNorm2d(6, dtype: Dtype.Float64), [2, 4, 5, 5] },
        { new Conv1d(3, 6, 2, bias: false, dtype: Dtype.Float64), new BatchNorm1d(6, affine: false, dtype: Dtype.Float64), [2, 3, 5] },
        { new ConvTranspose2d(4, 6, 3, stride: 2, groups: 2, dtype: Dtype.Float64), new BatchNorm2d(6, dtype: Dtype.Float64), [2, 4, 5, 5] },
    };

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void A_convolution_takes_its_normalisation_in(ConvNd conv, BatchNormNd bn, long[] shape)
    {
        Tensor x = Torch.Randn(shape, Dtype.Float64);
        Trained(bn);
        ConvNd fused = Utils.FuseConvBnEval(conv.Eval(), bn);
        Assert.IsType(conv.GetType(), fused);
        Assert.NotSame(conv.Weight, fused.Weight);
        Close.To(bn.Forward(conv.Forward(x)).Detach().ToArray<double>(), fused.Forward(x), 1e-12);
    }

    [Fact]
    public void A_linear_layer_does_too()
    {
        var linear = new Linear(3, 4, dtype: Dtype.Float64).Eval();
        BatchNorm1d bn = Trained(new BatchNorm1d(4, dtype: Dtype.Float64));
        Tensor x = Torch.Randn([5, 3], Dtype.Float64);
        Close.To(bn.Forward(linear.Forward(x)).Detach().ToArray<double>(), Utils.FuseLinearBnEval(linear, bn).Forward(x), 1e-12);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var conv = new Conv2d(3, 4, 3).Eval();
        Assert.Throws<InvalidOperationException>(() => Utils.FuseConvBnEval(conv, new BatchNorm2d(4)));
        Assert.Throws<ArgumentException>(() => Utils.FuseConvBnEval(conv, new BatchNorm2d(5).Eval()));
        Assert.Throws<ArgumentException>(() => Utils.FuseConvBnEval(conv, new BatchNorm2d(4, trackRunningStats: false).Eval()));
    }
}
