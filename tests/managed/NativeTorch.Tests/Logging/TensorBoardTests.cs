using NativeTorch.Logging;
using NativeTorch.NN;

namespace NativeTorch.Tests.Logging;

/// <summary>Runs read by TensorBoard's own code, beside those of PyTorch's writer; where it is installed, or $NATIVETORCH_TENSORBOARD
/// names the folder of its Python package.</summary>
public sealed partial class TensorBoardTests : IDisposable
{
    const int Step = 3;

    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-events-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void TensorBoard_shows_what_it_shows_for_PyTorchs_writer()
    {
        string ours = Path.Combine(folder, "ours"), theirs = Path.Combine(folder, "theirs");
        Write(ours);
        string script = File.ReadAllText(Path.Combine(Shared.Repository, "tests/managed/NativeTorch.Tests/Logging/tensorboard_check.py"));
        Assert.Equal("same", TorchPython.Run("torch, tensorboard.plugins.hparams.api_pb2", script, ours, theirs));
    }

    static void Write(string run)
    {
        using var w = new SummaryWriter(run, purgeStep: 1);
        Tensor values = Torch.Arange(300).Mul(37).Remainder(101).To(Dtype.Float64).Div(16).Sub(2);
        w.AddScalar("loss/train", 0.25, Step);
        w.AddScalar("loss/new", 0.25, Step, newStyle: true);
        w.AddScalar("loss/double", 0.1, Step, newStyle: true, doublePrecision: true);
        w.AddScalars("chart/both", new Dictionary<string, double> { ["train"] = 1, ["test"] = 2 }, Step);
        w.AddHistogram("values", values, Step);
        w.AddHistogram("values/auto", values.To(Dtype.Float32), Step, HistogramBins.Auto);
        w.AddHistogram("values/few", values, Step, maxBins: 20);
        w.AddHistogramRaw("raw", 0, 4, 3, 6, 14, [1, 2, 4], [1, 1, 1], Step);
        Tensor picture = Torch.Arange(3 * 5 * 7).Mul(29).Remainder(256).To(Dtype.UInt8).View(3, 5, 7);
        w.AddImage("picture", picture, Step);
        w.AddImage("picture/float", picture.To(Dtype.Float32) / 255, Step);
        w.AddImage("picture/hwc", picture.Permute(1, 2, 0), Step, dataformats: "HWC");
        w.AddImage("picture/grey", picture[0], Step, dataformats: "HW");
        w.AddImages("pictures", Torch.Arange(10 * 4 * 6).Mul(29).Remainder(256).To(Dtype.UInt8).View(10, 1, 4, 6), Step);
        w.AddText("note", "grün *bold*\n\n| a |\n|---|\n| 1 |", Step);
        w.AddAudio("sound", Torch.Arange(400).Mul(37).Remainder(101).To(Dtype.Float64).Div(50).Sub(1), Step, 8000);
        Tensor labels = Torch.Arange(300).Mul(7).Remainder(3).Eq(0);
        Tensor predictions = Torch.Arange(300).Mul(13).Remainder(61).To(Dtype.Float64).Div(64);
        w.AddPrCurve("curve", labels, predictions, Step, numThresholds: 50);
        w.AddPrCurveRaw("curve/raw", [2, 1], [3, 1], [0, 2], [0, 1], [0.4, 0.5], [1, 0.5], Step);
        w.AddCustomScalars(new Dictionary<string, IReadOnlyDictionary<string, CustomChart>>
        {
            ["one"] = new OrderedDictionary<string, CustomChart>
            {
                ["both"] = CustomChart.Multiline("loss/train", "loss/new"), ["band"] = CustomChart.Margin("a", "b", "c"),
            },
        });
        w.AddEmbedding(Torch.Arange(12).To(Dtype.Float32).View(4, 3) / 8, ["a", "b", "c", "d"],
            Torch.Arange(4 * 3 * 2 * 2).To(Dtype.Float32).View(4, 3, 2, 2) / 64, 5, "points/a");
        w.AddEmbedding(Torch.Arange(6).To(Dtype.Float64).View(2, 3) / 10, [["a", "x"], ["b", "y"]], ["letter", "other"], globalStep: 6,
            tag: "points");
        w.AddHParams(new OrderedDictionary<string, LogValue> { ["lr"] = 0.5, ["optimizer"] = "sgd", ["layers"] = 3 },
            new Dictionary<string, double> { ["accuracy"] = 0.75 },
            new Dictionary<string, IReadOnlyList<LogValue>> { ["optimizer"] = ["sgd", "adam"] }, runName: "trial");
        var model = new Net();
        w.AddGraph(model, Torch.Ones(2, 3), model.Forward);
    }

    sealed partial class Net : Module
    {
        readonly Sequential body = new(new Linear(3, 3), new Tanh());
        readonly Linear head = new(3, 1);

        public Tensor Forward(Tensor x) => head.Forward(body.Forward(x) + x);
    }
}
