namespace NativeTorch.Tests;

/// <summary>What golden files do not show of draws: where the numbers go, moments, and errors.</summary>
public class DistributionTests
{
    [Fact]
    public void Draws_follow_memory()
    {
        float[] drawn = Torch.Rand([12], null, generator: new Generator(5)).ToArray<float>();
        Tensor transposed = Torch.Empty(3, 4).T.Uniform_(generator: new Generator(5));
        Assert.Equal(drawn, transposed.T.Contiguous().ToArray<float>());
        Tensor half = Torch.Zeros(4, 6)[.., TensorIndex.Slice(0, 6, 2)].Uniform_(generator: new Generator(5));
        Assert.Equal(drawn, half.Contiguous().ToArray<float>());
        Tensor chances = Torch.Tensor<float>([0, 1, 1, 0, 1, 0], [2, 3]);
        Assert.Equal(chances.T.Contiguous().ToArray<float>(), Torch.Bernoulli(chances.T).ToArray<float>());
    }

    public static TheoryData<string, double, double> Means => new()
    {
        { "exponential", 0.5, 0.02 }, { "geometric", 4, 0.1 }, { "log_normal", Math.Exp(0.125), 0.02 }, { "poisson 3", 3, 0.1 }, { "poisson 40", 40, 0.3 },
    };

    [Theory]
    [MemberData(nameof(Means))]
    public void Means_are_those_of_the_distributions(string name, double mean, double tolerance)
    {
        var generator = new Generator(1);
        Tensor x = Torch.Empty([20000], Dtype.Float64);
        Tensor drawn = name switch
        {
            "exponential" => x.Exponential_(2, generator),
            "geometric" => x.Geometric_(0.25, generator),
            "log_normal" => x.LogNormal_(0, 0.5, generator),
            "poisson 3" => Torch.Poisson(Torch.FullLike(x, 3), generator),
            _ => Torch.Poisson(Torch.FullLike(x, 40), generator),
        };
        Assert.Equal(mean, drawn.Mean().Item<double>(), tolerance);
    }

    [Fact]
    public void Categories_come_as_often_as_their_weights_say()
    {
        Tensor weights = Torch.Tensor<float>([1, 0, 3]);
        Tensor drawn = Torch.Multinomial(weights, 8000, replacement: true, new Generator(2));
        Assert.Equal(Dtype.Int64, drawn.Dtype);
        Assert.Equal(0, drawn.Eq(1).Sum().Item<long>());
        Assert.InRange(drawn.Eq(2).Sum().Item<long>(), 5800, 6200);
        Assert.Equal([0, 2], Torch.Multinomial(weights, 2, generator: new Generator(2)).ToArray<long>().Order());
        Assert.Equal([4, 2], Torch.Multinomial(Torch.Ones(4, 5), 2).Shape.ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Tensor x = Torch.Empty(3);
        Assert.Throws<ArgumentException>(() => x.Exponential_(0));
        Assert.Throws<ArgumentException>(() => x.Cauchy_(0, -1));
        Assert.Throws<ArgumentException>(() => x.LogNormal_(0, 0));
        Assert.Throws<ArgumentException>(() => x.Geometric_(1));
        Assert.Throws<DtypeMismatchException>(() => Torch.Empty([3], Dtype.Int64).Exponential_());
        Assert.Throws<ArgumentException>(() => Torch.Poisson(Torch.Tensor<float>([-1])));
        Assert.Throws<ArgumentException>(() => Torch.Multinomial(Torch.Tensor<float>([1, float.NaN]), 1));
        Assert.Throws<ArgumentException>(() => Torch.Multinomial(Torch.Zeros(3), 1));
        Assert.Throws<ArgumentException>(() => Torch.Multinomial(Torch.Ones(3), 4));
        Assert.Throws<ArgumentException>(() => Torch.Multinomial(Torch.Ones(3), 0));
        Assert.Throws<ShapeMismatchException>(() => Torch.Multinomial(Torch.Ones(2, 2, 2), 1));
        Assert.Throws<ShapeMismatchException>(() => Torch.Multinomial(Torch.Empty(0), 1, replacement: true));
        Assert.Throws<DtypeMismatchException>(() => Torch.Multinomial(Torch.Tensor<long>([1, 2]), 1));
    }
}
