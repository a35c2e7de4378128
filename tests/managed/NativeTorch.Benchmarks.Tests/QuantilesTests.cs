using NativeTorch.Benchmarks.Statistics;

namespace NativeTorch.Benchmarks.Tests;

public class QuantilesTests
{
    [Fact]
    public void A_quantile_lies_between_two_samples_by_its_distance()
    {
        double[] samples = [4, 1, 3, 2];
        Assert.Equal(1, Quantiles.Of(samples, 0));
        Assert.Equal(1.75, Quantiles.Of(samples, 0.25));
        Assert.Equal(2.5, Quantiles.Median(samples));
        Assert.Equal(4, Quantiles.Of(samples, 1));
        Assert.Equal(7, Quantiles.Median([7]));
    }

    [Fact]
    public void Nothing_has_no_quantile() => Assert.Throws<ArgumentException>(() => Quantiles.Median([]));

    [Fact]
    public void Twice_and_half_as_fast_cancel()
    {
        Assert.Equal(1, Quantiles.GeometricMean([2, 0.5]), 12);
        Assert.Equal(4, Quantiles.GeometricMean([2, 8]), 12);
        Assert.Equal(double.NaN, Quantiles.GeometricMean([]));
    }
}
