using System.Text.Json;
using NativeTorch.Conformance.Golden.Programs;

namespace NativeTorch.Conformance.Tests;

/// <summary>The seeds' programs in float64, a row a program; <see cref="GoldenTests"/> runs them in float32.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ProgramTests
{
    public static TheoryData<string> Programs => [.. ProgramTable.All.Keys];

    /// <summary>In float64, where no order of sums makes a difference, PyTorch's losses to 1e-9.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void Losses_in_float64(string program)
    {
        using var programs = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folders.Repository, "tests", "golden", "programs64.json")));
        JsonElement root = programs.RootElement;
        Assert.Null(ProgramTable.All[program].Float64Difference(root.GetProperty("seed").GetUInt64(),
            Numbers(root.GetProperty("losses").GetProperty(program)), root.GetProperty("every").GetInt32()));
    }

    [Fact]
    public void A_curve_that_leaves_PyTorchs_is_found()
    {
        static IEnumerable<double> Losses(ulong seed, Dtype dtype) => Enumerable.Repeat(1.0, int.MaxValue);
        var curve = new LossCurve(Losses);
        Assert.Null(curve.Difference(1, [1, 1.00009, .. Enumerable.Repeat(1.0, 48), 1.009]));
        Assert.Equal("the loss of step 1 is 1, not 1.00011", curve.Difference(1, [1, 1.00011]));
        Assert.Equal("the loss of step 50 is 1, not 1.011", curve.Difference(1, [.. Enumerable.Repeat(1.0, 50), 1.011]));
        Assert.NotNull(curve.Difference(1, [double.NaN]));
        var grown = new LossCurve(Losses, Twin: (_, _) => [1, 1.001]);
        Assert.Null(grown.Difference(1, [1, 1.0039]));
        Assert.NotNull(grown.Difference(1, [1.0039, 1]));
        Assert.NotNull(new LossCurve((_, _) => [double.NaN]).Difference(1, [1]));
        Assert.NotNull(curve.Float64Difference(1, [1, 1 + 2e-9], every: 10));
    }

    static double[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(number => number.GetDouble())];
}
