namespace NativeTorch.Benchmarks.Suites;

/// <summary>Convolutions of the nets that people train first, of ResNets, and depthwise; forward, and with both derivatives (three
/// times the operations; a first layer needs only that of its weights).</summary>
static class Convolution
{
    public static Suite Suite { get; } = new("conv", "Convolutions", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (Layer layer in quick ? AllLayers.Where(l => l.Quick) : AllLayers)
        {
            yield return Of(layer, backward: false);
            yield return Of(layer, backward: true);
        }
    }

    /// <param name="Name">What it is, beside its shape.</param>
    /// <param name="First">Whether its input is data.</param>
    sealed record Layer(string Name, long N, long In, long Side, long Out, long K, long Padding = 0, long Stride = 1, long Groups = 1, bool First = false,
        bool Quick = false);

    static readonly Layer[] AllLayers =
    [
        new("LeNet 1", 64, 1, 28, 10, 5, First: true, Quick: true),
        new("LeNet 2", 64, 10, 12, 20, 5, Quick: true),
        new("net 4", 128, 3, 32, 5, 3, Padding: 1, First: true, Quick: true),
        new("tutorial 1", 64, 3, 32, 6, 5, First: true),
        new("tutorial 2", 64, 6, 14, 16, 5),
        new("ResNet first", 32, 3, 32, 64, 3, Padding: 1, First: true),
        new("ResNet 64", 32, 64, 32, 64, 3, Padding: 1, Quick: true),
        new("ResNet 64 to 128", 32, 64, 32, 128, 3, Padding: 1, Stride: 2),
        new("ResNet 128", 32, 128, 16, 128, 3, Padding: 1),
        new("ResNet 256", 32, 256, 8, 256, 3, Padding: 1),
        new("ResNet 512", 32, 512, 4, 512, 3, Padding: 1),
        new("ResNet shortcut", 32, 64, 32, 128, 1, Stride: 2),
        new("depthwise", 32, 32, 16, 32, 3, Padding: 1, Groups: 32, Quick: true),
        new("pointwise", 32, 64, 14, 256, 1),
        new("one image", 1, 64, 56, 64, 3, Padding: 1),
        new("ImageNet stem", 8, 3, 224, 64, 7, Padding: 3, Stride: 2, First: true),
    ];

    static Case Of(Layer l, bool backward)
    {
        string grad = backward ? " grad" : "", input = backward && !l.First ? " grad" : "";
        long side = (l.Side + 2 * l.Padding - l.K) / l.Stride + 1;
        double forward = 2.0 * l.N * l.Out * side * side * (l.In / l.Groups) * l.K * l.K;
        return OpCase.Of($"{l.Name}: {l.N}x{l.In}x{l.Side}x{l.Side} to {l.Out} k{l.K}{(l.Stride > 1 ? $" s{l.Stride}" : "")}{(backward ? ", forward and backward" : "")}",
            "conv2d", $"randn {l.N}x{l.In}x{l.Side}x{l.Side} image{input}; randn {l.Out}x{l.In / l.Groups}x{l.K}x{l.K} image{grad}; randn {l.Out}{grad}", backward,
            ("stride", l.Stride), ("padding", l.Padding), ("groups", l.Groups)) with
        {
            Flops = forward * (!backward ? 1 : l.First ? 2 : 3), Tolerance = 1e-4, Features = ["scope", "layout"],
            Goal = new(1.1),
        };
    }
}
