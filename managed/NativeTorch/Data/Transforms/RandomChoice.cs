namespace NativeTorch.Data.Transforms;

/// <summary>One of several transforms. PyTorch: <c>torchvision.transforms.RandomChoice</c>.</summary>
/// <remarks>Draws <c>rand(1)</c> for each image, and then what the chosen transform draws. PyTorch draws with Python's <c>random</c>
/// instead, so choices differ from its with the same seed.</remarks>
public sealed class RandomChoice : RandomGroup
{
    readonly ITransform[] transforms;
    readonly double[]? p;
    readonly double[] bounds;

    /// <summary>Transforms, and how likely each is.</summary>
    /// <param name="transforms">One or more.</param>
    /// <param name="p">A weight for each, which need not add up to 1; by default all are equally likely.</param>
    /// <exception cref="ArgumentException">There are no transforms, not as many weights, or a weight is not possible.</exception>
    public RandomChoice(ReadOnlySpan<ITransform> transforms, ReadOnlySpan<double> p = default) : base(transforms)
    {
        if (transforms.Length == 0)
            throw new ArgumentException("[RandomChoice] there are no transforms", nameof(transforms));
        if (p.Length != 0 && p.Length != transforms.Length)
            throw new ArgumentException($"[RandomChoice] {p.Length} weights for {transforms.Length} transforms", nameof(p));
        (this.transforms, this.p) = (transforms.ToArray(), p.Length == 0 ? null : p.ToArray());
        bounds = new double[transforms.Length];
        double sum = 0;
        for (int i = 0; i < bounds.Length; i++)
        {
            double weight = p.Length == 0 ? 1 : p[i];
            if (!(weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentOutOfRangeException(nameof(p), weight, "[RandomChoice] a weight is negative or not finite");
            bounds[i] = sum += weight;
        }
        if (sum == 0)
            throw new ArgumentOutOfRangeException(nameof(p), "[RandomChoice] all weights are 0");
    }

    private protected override int Choose()
    {
        double drawn = RandomDraw.Uniform() * bounds[^1];
        return Array.FindIndex(bounds, bound => drawn < bound);
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => Compose.List(nameof(RandomChoice), transforms)
        + (p is null ? "(p=None)" : $"(p=[{string.Join(", ", p.Select(NN.Repr.Of))}])");
}
