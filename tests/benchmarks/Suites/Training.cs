using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Suites;

/// <summary>Whole training steps, as a user writes them: forward, loss, its value read, backward, optimizer. The losses of the
/// first steps must be the peer's. A quick run leaves out the one that takes seconds.</summary>
static class Training
{
    public static Suite Suite { get; } = new("training", "Training steps", quick => quick ? Cases.Where(c => c.Op != "train.resnet18") : Cases) { FreshProcesses = true, SampleLength = 5 };

    static IEnumerable<Case> Cases =>
    [
        Step("two-layer manual", "two_layer_manual", Net(n: 64)),
        Step("two-layer Adam", "two_layer_adam", Net(n: 64)),
        Step("LeNet", "lenet", Net(n: 64), convolutions: true) with { Goal = Layouts(contiguous: 4, channelsLast: 2.5) },
        Step("net 2", "net2", Net(n: 128)) with { Goal = new(2) },
        Step("net 3", "net3", Net(n: 128)) with { Goal = new(2) },
        Step("net 4", "net4", Net(n: 128), convolutions: true) with { Goal = Layouts(contiguous: 5, channelsLast: 4) },
        Step("ResNet-18 at 32x32", "resnet18", Net(n: 32), convolutions: true) with { Tolerance = 2e-3 },
        Step("char-LSTM", "char_lstm", Net(n: 32)),
        Step("GPT 6 layers of 192", "gpt", Net(n: 8)),
    ];

    static Parameters Net(long n) => new() { ["batch"] = n };

    static Goal Layouts(double contiguous, double channelsLast) =>
        new(1) { TimesOfWays = [("contiguous", contiguous), ("channels_last", channelsLast)] };

    static Case Step(string name, string net, Parameters parameters, bool convolutions = false) => new(name, $"train.{net}", parameters)
    {
        Tolerance = 1e-4,
        Goal = new(1.3),
        Features = convolutions ? ["scope", "layout"] : ["scope"],
    };
}
