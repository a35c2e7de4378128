using System.Text.Json;
using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>Our events against those of PyTorch's and TensorBoard's own code (tests/golden/make_tensorboard.py), byte for byte.</summary>
public sealed class TensorBoardGoldenTests : IDisposable
{
    const int Step = 7;

    static readonly DateTimeOffset time = DateTimeOffset.UnixEpoch.AddSeconds(1700000000.25);
    static readonly JsonElement golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "tests", "golden", "tensorboard.json"))).RootElement;

    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-events-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Names =>
        [.. golden.GetProperty("events").EnumerateObject().Select(e => e.Name).Where(name => !name.StartsWith("hparams"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_has_the_bytes_that_PyTorch_writes(string name) =>
        Assert.Equal(golden.GetProperty("events").GetProperty(name).GetString(),
            Convert.ToHexStringLower(Written(writer => Add(writer, name))[1]));

    [Fact]
    public void Hyperparameters_have_the_bytes_that_PyTorch_writes()
    {
        Written(writer => writer.AddHParams(new Dictionary<string, LogValue> { ["lr"] = 0.5, ["optimizer"] = "sgd" },
            new Dictionary<string, double> { ["accuracy"] = 0.75 },
            new Dictionary<string, IReadOnlyList<LogValue>> { ["optimizer"] = ["sgd", "adam"] }, runName: "trial"));
        List<byte[]> records = RecordFile.Read(Assert.Single(Directory.GetFiles(Path.Combine(folder, "trial"))));
        foreach ((int at, string name) in new[] { (1, "experiment"), (2, "start"), (3, "end") })
            Assert.Equal(golden.GetProperty("events").GetProperty($"hparams {name}").GetString(), Convert.ToHexStringLower(records[at]));
        Assert.Equal(5, records.Count);
    }

    [Fact]
    public void Records_have_the_bytes_that_TensorBoard_writes()
    {
        using var file = new MemoryStream();
        foreach (JsonProperty e in golden.GetProperty("events").EnumerateObject().Take(3))
            EventRecord.Write(file, Convert.FromHexString(e.Value.GetString()!));
        Assert.Equal(golden.GetProperty("file").GetString(), Convert.ToHexStringLower(file.ToArray()));
    }

    static void Add(SummaryWriter writer, string name)
    {
        Tensor values = Torch.Arange(200).Remainder(37).Sub(11).To(Dtype.Float64).Div(8);
        Tensor labels = Torch.Arange(60).Mul(7).Remainder(3).Eq(0);
        Tensor predictions = Torch.Arange(60).Mul(13).Remainder(61).To(Dtype.Float64).Div(64);
        switch (name)
        {
            case "scalar":
                writer.AddScalar("loss/train", 0.1, Step, time);
                break;
            case "scalar tensor":
                writer.AddScalar("loss/train", Torch.Tensor(0.1f), Step, time, newStyle: true);
                break;
            case "scalar double":
                writer.AddScalar("loss/train", 0.1, Step, time, newStyle: true, doublePrecision: true);
                break;
            case "text":
                writer.AddText("note", "grün *bold*", Step, time);
                break;
            case "pr curve":
                writer.AddPrCurve("pr", labels, predictions, Step, numThresholds: 11, wallTime: time);
                break;
            case "pr curve weights":
                writer.AddPrCurve("pr", labels, predictions, Step, 127, Torch.Arange(60).Remainder(5).Add(1).To(Dtype.Float64).Div(4),
                    time);
                break;
            case "custom scalars":
                writer.AddCustomScalars(new OrderedDictionary<string, IReadOnlyDictionary<string, CustomChart>>
                {
                    ["one"] = new Dictionary<string, CustomChart> { ["both"] = CustomChart.Multiline("loss/train", "loss/test") },
                    ["two"] = new Dictionary<string, CustomChart> { ["band"] = CustomChart.Margin("mean", "low", "high") },
                });
                break;
            case "audio":
                writer.AddAudio("a", Torch.Arange(16).To(Dtype.Float32).Div(16).Sub(0.5), Step, 8000, time);
                break;
            case "histogram of one value":
                writer.AddHistogram("h", Torch.Full([5], 3.0), Step, 4, time);
                break;
            case "histogram at most 100":
                writer.AddHistogram("h", values, Step, wallTime: time, maxBins: 100);
                break;
            default:
                writer.AddHistogram("h", values, Step, Bins(name.Split(' ')[1]), time);
                break;
        }
    }

    static HistogramBins Bins(string name) => name switch
    {
        "tensorflow" => HistogramBins.TensorFlow,
        "auto" => HistogramBins.Auto,
        "fd" => HistogramBins.FreedmanDiaconis,
        "doane" => HistogramBins.Doane,
        "scott" => HistogramBins.Scott,
        "rice" => HistogramBins.Rice,
        "sturges" => HistogramBins.Sturges,
        "sqrt" => HistogramBins.Sqrt,
        "stone" => HistogramBins.Stone,
        "edges" => new[] { -1, -0.5, 0.5, 2 },
        _ => int.Parse(name),
    };

    List<byte[]> Written(Action<SummaryWriter> add)
    {
        using (var writer = new SummaryWriter(folder, timeProvider: new ManualTime(time)))
            add(writer);
        return RecordFile.Read(Assert.Single(Directory.GetFiles(folder)));
    }
}
