namespace NativeTorch.Benchmarks.Suites;

/// <summary>Softmax, losses, normalisations and pooling, forward and with their derivatives; the rate counts inputs and results once
/// (twice as much with the derivative), which a fused kernel can reach.</summary>
static class Layers
{
    public static Suite Suite { get; } = new("layers", "Softmax, losses, normalisations, pooling", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (Size size in quick ? Size.Quick : Size.UpTo64MB)
            foreach (bool backward in size.Elements > 1e6 ? [false] : new[] { false, true })
                foreach (Case theCase in Of(size, backward))
                    yield return theCase;
    }

    static IEnumerable<Case> Of(Size size, bool backward)
    {
        string grad = backward ? " grad" : "";
        string a = $"randn {size.Shape}{grad}", row = $"randn {size.Side}{grad}";
        Case Op(string name, string op, string inputs, double bytes, params (string, object)[] parameters) =>
            OpCase.Of($"{name}, {size.Name}{(backward ? ", forward and backward" : "")}", op, inputs, backward, parameters) with
            {
                Bytes = bytes * (backward ? 2 : 1) * size.Elements, Tolerance = 1e-4, Features = ["scope"], Threads = size.Threads,
            };
        yield return Op("softmax", "softmax", a, 8, ("dim", 1L));
        yield return Op("log_softmax", "log_softmax", a, 8, ("dim", 1L));
        yield return Op("softmax of dim 0", "softmax", a, 8, ("dim", 0L));
        yield return Op("cross_entropy", "cross_entropy", $"{a}; randint:{size.Side} {size.Side}", 4);
        yield return Op("layer_norm", "layer_norm", $"{a}; {row}; {row}", 8);
        yield return Op("batch_norm", "batch_norm", $"{a}; {row}; {row}", 8);
        string images = $"randn {size.Side / 16}x{size.Side / 16}x16x16{grad}", channels = $"randn {size.Side / 16}{grad}";
        yield return Op("batch_norm of images", "batch_norm", $"{images}; {channels}; {channels}", 8);
        yield return Op("max_pool2d of images", "max_pool2d", images, 5);
    }
}
