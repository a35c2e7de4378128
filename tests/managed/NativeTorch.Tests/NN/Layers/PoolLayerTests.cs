using NativeTorch.NN;

namespace NativeTorch.Tests.NN.Layers;

/// <summary>Pooling, padding and fractional pooling: indices there and back, errors.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class PoolLayerTests
{
    [Fact]
    public void Unpooling_puts_maxima_back()
    {
        Tensor x = Torch.Tensor([1f, 5, 2, 3, 9]).Reshape(1, 1, 5);
        var (values, indices) = new MaxPool1d(2).ForwardWithIndices(x);
        Assert.Equal([5, 3], values.ToArray<float>());
        var unpool = new MaxUnpool1d(2);
        Assert.Equal([0, 5, 0, 3], unpool.Forward(values, indices).ToArray<float>());
        Assert.Equal([0, 5, 0, 3, 0], unpool.Forward(values, indices, [5]).ToArray<float>());
        Assert.Throws<ArgumentException>(() => unpool.Forward(values, indices, [8]));
        Assert.Equal("MaxUnpool2d(kernel_size=(3, 3), stride=(2, 1), padding=(0, 0))", new MaxUnpool2d(3, (2, 1)).ToString());
    }

    [Fact]
    public void Fractional_pooling_draws_PyTorchs_windows()
    {
        Torch.ManualSeed(42);
        Tensor x = Torch.Arange(36, dtype: Dtype.Float32).Reshape(1, 6, 6);
        var (values, indices) = new FractionalMaxPool2d(2, outputRatio: 0.5).ForwardWithIndices(x);
        Assert.Equal(FractionalOfSeed42, values.ToArray<float>().Select(v => (long)v));
        Assert.Equal(FractionalOfSeed42, indices.ToArray<long>());
    }

    static readonly long[] FractionalOfSeed42 = [7, 9, 11, 19, 21, 23, 31, 33, 35];

    [Fact]
    public void Fractional_pooling_takes_samples_and_differentiates()
    {
        var pool = new FractionalMaxPool3d(2, (2, 1, 2), randomSamples: Torch.Full([1, 2, 3], 0.5, Dtype.Float64));
        Assert.Equal(["_random_samples"], pool.StateDict().Keys);
        Assert.True(Autograd.GradCheck(pool.Forward, Torch.Randn([2, 4, 4, 4], Dtype.Float64).RequiresGrad_()).Passed);
        Assert.Throws<ArgumentException>(() => new FractionalMaxPool2d(2));
        Assert.Throws<ArgumentException>(() => new FractionalMaxPool2d(2, 3, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FractionalMaxPool2d(2, outputRatio: 1.5));
        Assert.Contains("do not fit", Assert.Throws<ShapeMismatchException>(
            () => new FractionalMaxPool2d(3, 3).Forward(Torch.Ones(1, 4, 4))).Message);
        Assert.Equal("FractionalMaxPool2d()", new FractionalMaxPool2d(2, 2).ToString());
    }

    [Fact]
    public void Padding_takes_one_number_or_two_for_each_direction()
    {
        Assert.Equal([1, 5, 7], new CircularPad2d((1, 2, 0, 1)).Forward(Torch.Randn(1, 4, 4)).Shape);
        Assert.Equal([1, 1, 3, 3, 3], new ZeroPad3d(1).Forward(Torch.Ones(1, 1, 1, 1, 1)).Shape);
        Assert.Equal([0, 1, 2, 3, 0], new ZeroPad1d(1).Forward(Torch.Tensor([[1f, 2, 3]])).ToArray<float>());
        Assert.Equal([2, 3], new ConstantPad1d(-1, 0).Forward(Torch.Tensor([[1f, 2, 3, 4]])).ToArray<float>());
        Assert.Contains("[ReflectionPad2d]", Assert.Throws<ArgumentException>(() => new ReflectionPad2d((1, 2))).Message);
        Assert.Throws<ShapeMismatchException>(() => new ReflectionPad1d(3).Forward(Torch.Ones(1, 2)));
        Assert.Equal("ConstantPad2d(padding=(1, 2, 0, 1), value=3)", new ConstantPad2d((1, 2, 0, 1), 3).ToString());
    }
}
