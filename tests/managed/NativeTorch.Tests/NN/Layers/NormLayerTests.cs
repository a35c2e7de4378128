using NativeTorch.NN;

namespace NativeTorch.Tests.NN.Layers;

/// <summary>Normalisation layers: running statistics over steps, their place in the state, RMS, errors.</summary>
public class NormLayerTests
{
    [Fact]
    public void Without_momentum_the_statistics_are_means_over_all_batches()
    {
        var norm = new BatchNorm1d(2, momentum: null);
        Tensor a = Torch.Tensor([[1f, 10], [3, 30]]), b = Torch.Tensor([[5f, 10], [7, 10]]);
        norm.Forward(a);
        norm.Forward(b);
        Assert.Equal(2, norm.NumBatchesTracked!.Item<long>());
        Close.To([4, 15], [2], norm.RunningMean!, 1e-6);
        Close.To([2, 100], [2], norm.RunningVar!, 1e-6);
        norm.Eval().Forward(a);
        Assert.Equal(2, norm.NumBatchesTracked!.Item<long>());
    }

    [Fact]
    public void Statistics_are_buffers_behind_the_parameters()
    {
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], new BatchNorm2d(3).StateDict().Keys);
        Assert.Equal(["running_mean", "running_var", "num_batches_tracked"], new BatchNorm2d(3, affine: false).StateDict().Keys);
        Assert.Empty(new InstanceNorm2d(3).StateDict().Keys);
        var norm = new BatchNorm2d(3).To(Dtype.Float64);
        Assert.Equal(Dtype.Float64, norm.RunningVar!.Dtype);
        Assert.Equal(Dtype.Int64, norm.NumBatchesTracked!.Dtype);
    }

    [Fact]
    public void A_layer_made_inside_a_scope_keeps_its_statistics()
    {
        BatchNorm1d norm;
        using (new TensorScope())
            norm = new BatchNorm1d(2);
        norm.Forward(Torch.Randn(4, 2));
        Assert.Equal(1, norm.NumBatchesTracked!.Item<long>());
    }

    [Fact]
    public void A_batch_of_one_has_no_variance() =>
        Assert.ThrowsAny<ArgumentException>(() => new BatchNorm1d(2).Forward(Torch.Ones(1, 2)));

    [Fact]
    public void Inputs_of_other_dimensions_are_refused()
    {
        Assert.Contains("[BatchNorm2d]", Assert.Throws<ShapeMismatchException>(() => new BatchNorm2d(2).Forward(Torch.Ones(4, 2))).Message);
        Assert.Contains("4 or 5", Assert.Throws<ShapeMismatchException>(() => new InstanceNorm3d(2).Forward(Torch.Ones(4, 2, 3))).Message);
        Assert.Throws<ArgumentException>(() => new GroupNorm(2, 3));
        Assert.Throws<ShapeMismatchException>(() => new LayerNorm([2, 3]).Forward(Torch.Ones(4, 2)));
    }

    [Fact]
    public void Layer_norm_may_lack_its_bias()
    {
        var norm = new LayerNorm(3, bias: false);
        Assert.Equal(["weight"], norm.StateDict().Keys);
        Close.To([-1.2247, 0, 1.2247], [3], norm.Forward(Torch.Tensor([1f, 2, 3])), 1e-3);
    }

    [Fact]
    public void Rms_norm_divides_by_the_root_of_the_mean_square()
    {
        var norm = new RMSNorm([2, 2], eps: 0.5, dtype: Dtype.Float64);
        norm.LoadStateDict(new Dictionary<string, Tensor> { ["weight"] = Torch.Tensor([[1.0, 2], [3, 4]]) });
        Tensor x = Torch.Tensor([[1.0, -2], [3, 4]]);
        double root = Math.Sqrt(30 / 4.0 + 0.5);
        Close.To([1 / root, -4 / root, 9 / root, 16 / root], [2, 2], norm.Forward(x), 1e-12);
        Assert.True(Autograd.GradCheck(norm.Forward, Torch.Randn([3, 2, 2], Dtype.Float64).RequiresGrad_()).Passed);
        Assert.Equal("RMSNorm((2, 2), eps=0.5, elementwise_affine=True)", norm.ToString());
        Assert.Equal("RMSNorm((4,), eps=None, elementwise_affine=False)", new RMSNorm(4, elementwiseAffine: false).ToString());
        Close.To([0, 0], [2], new RMSNorm(2).Forward(Torch.Zeros(2)), 0);
        Assert.Equal(Dtype.Float16, F.RmsNorm(Torch.Ones([4], Dtype.Float16), [4]).Dtype);
        Assert.Contains("(3,)", Assert.Throws<ShapeMismatchException>(() => F.RmsNorm(Torch.Ones(2, 4), [3])).Message);
    }
}
