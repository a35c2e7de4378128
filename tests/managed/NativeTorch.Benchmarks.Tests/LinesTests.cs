using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Reporting;

namespace NativeTorch.Benchmarks.Tests;

public class LinesTests
{
    [Fact]
    public void A_request_keeps_its_parameters_and_their_types()
    {
        var request = new Request("prepare")
        {
            Op = "op.add", Seed = 1, Params = new() { ["n"] = 3L, ["p"] = 0.5, ["inputs"] = "randn 2x3; rand \"4\"", ["backward"] = true, ["shape"] = new long[] { 2, 3 } },
        };
        string line = Lines.Write(request);
        Assert.DoesNotContain('\n', line);
        Assert.Contains("\"do\":\"prepare\"", line);
        Assert.DoesNotContain("repeat", line);
        Parameters read = Lines.Read<Request>(line).Params!;
        Assert.Equal(3, read.Long("n"));
        Assert.Equal(0.5, read.Double("p"));
        Assert.Equal("randn 2x3; rand \"4\"", read.Text("inputs"));
        Assert.True(read.Flag("backward"));
        Assert.False(read.Flag("forward"));
        Assert.Equal([2, 3], read.Longs("shape"));
        Assert.Equal("n 3, p 0.5, inputs randn 2x3; rand \"4\", backward True, shape 2x3", read.ToString());
    }

    [Fact]
    public void Values_may_be_no_numbers()
    {
        var read = Lines.Read<Prepared>("""{"check": [{"count": 2, "sum": "NaN", "abs": "Infinity", "values": [1.5, "-Infinity"]}]}""");
        CheckValues values = Assert.Single(read.Check!);
        Assert.Equal((double.NaN, double.PositiveInfinity), (values.Sum, values.Abs));
        Assert.Equal([1.5, double.NegativeInfinity], values.Values);
    }

    [Fact]
    public void A_result_is_read_as_it_was_written()
    {
        string path = Path.GetTempFileName();
        Result result = Results.Of("PyTorch", "channels_last", 0.5, role: "peer") with { PeakBytes = 1L << 33, Check = "equal", RatioToPeer = 1 };
        using (var file = new JsonLinesFile(path))
        {
            file.Write(result);
            file.Write(result with { Variant = "" });
        }
        IReadOnlyList<Result> read = JsonLinesFile.Read(path);
        File.Delete(path);
        Assert.Equal(2, read.Count);
        Assert.Equal(Lines.Write(result), Lines.Write(read[0]));
        Assert.Equal((0.5, 1L << 33, "equal", 3L), (read[0].Median, read[0].PeakBytes, read[0].Check, read[0].Parameters.Long("n")));
    }
}
