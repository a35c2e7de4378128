using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Statistics;

namespace NativeTorch.Benchmarks.Tests;

public class ComparisonTests
{
    static CheckValues Values(params double[] values) => new(values.Length, values.Sum(), values.Sum(Math.Abs), values);

    static string Compare(CheckValues actual, CheckValues expected) => Comparison.Of([actual], [expected], 1e-5);

    [Fact]
    public void Roundings_are_equal() => Assert.Equal(Comparison.Equal, Compare(Values(1, -2, 1e-9), Values(1 + 1e-7, -2, 0)));

    [Fact]
    public void Another_number_is_not_equal() => Assert.Contains("sample 1 is 2.001 instead of 2", Compare(Values(1, 2.001), Values(1, 2)));

    [Fact]
    public void A_difference_outside_of_the_sample_shows_in_the_sums()
    {
        var expected = new CheckValues(1000, 10, 800, [1, 2]);
        Assert.Contains("sum is 11", Compare(expected with { Sum = 11 }, expected));
        Assert.Contains("sum of absolute values", Compare(expected with { Abs = 801 }, expected));
    }

    [Fact]
    public void Neither_NaN_nor_an_infinity_hides_a_difference()
    {
        Assert.Equal(Comparison.Equal, Compare(Values(double.NaN, double.PositiveInfinity), Values(double.NaN, double.PositiveInfinity)));
        Assert.StartsWith("differs", Compare(Values(1), Values(double.NaN)));
        Assert.StartsWith("differs", Compare(Values(double.NaN), Values(1)));
        Assert.StartsWith("differs", Compare(Values(1), Values(double.PositiveInfinity)));
        Assert.StartsWith("differs", Compare(Values(double.NegativeInfinity), Values(double.PositiveInfinity)));
    }

    [Fact]
    public void Counts_must_be_the_same()
    {
        Assert.StartsWith("differs: 0 results", Comparison.Of([], [Values(1)], 1));
        Assert.Contains("2 elements instead of 1", Compare(Values(1, 1), Values(1)));
    }
}
