namespace NativeTorch.Benchmarks.Suites;

/// <summary>How long one answer of a net takes.</summary>
static class Inference
{
    public static Suite Suite { get; } = new("inference", "Inference, batch of 1", _ => Cases);

    static IEnumerable<Case> Cases =>
    [
        Net("LeNet", "lenet", ["scope", "layout"]),
        Net("net 4", "net4", ["scope", "layout"]),
        Net("ResNet-18 at 32x32", "resnet18", ["scope", "layout"]),
        Net("char-LSTM, one step", "char_lstm", ["scope"]),
        Net("GPT 6 layers of 192, 128 tokens", "gpt", ["scope"]),
    ];

    static Case Net(string name, string net, string[] features) => new(name, $"infer.{net}", new() { ["batch"] = 1L })
    {
        Tolerance = 1e-3, Features = features,
    };
}
