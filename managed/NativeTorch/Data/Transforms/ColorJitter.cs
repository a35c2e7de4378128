using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>Brightness, contrast, saturation and hue changed at random, in a random order. PyTorch:
/// <c>torchvision.transforms.ColorJitter</c>.</summary>
/// <remarks>
/// (1 or 3, H, W), uint8 or floating, gives the same; see <see cref="TF.AdjustBrightness"/>, <see cref="TF.AdjustContrast"/>,
/// <see cref="TF.AdjustSaturation"/> and <see cref="TF.AdjustHue"/>. Draws for each image the order with <c>randperm(4)</c>, then the
/// factors with <c>uniform</c>, in this order and only where they are asked for.
/// </remarks>
public sealed class ColorJitter : RandomTransform<ColorJitter.Change>
{
    // Small images go through in groups whose pixels fit the processor's cache; large ones one at a time.
    const long GroupPixels = 1 << 16;

    readonly Interval?[] bounds;

    /// <summary>What is drawn for an image.</summary>
    /// <param name="Order">Which of the four comes when.</param>
    /// <param name="Factors">The factors of the four; NaN where nothing is to be done.</param>
    public readonly record struct Change(IReadOnlyList<long> Order, IReadOnlyList<double> Factors);

    /// <summary>Bounds of the factors; null and 0 leave things as they are.</summary>
    /// <param name="brightness">(low, high), or x for (max(0, 1 - x), 1 + x).</param>
    /// <param name="contrast">(low, high), or x for (max(0, 1 - x), 1 + x).</param>
    /// <param name="saturation">(low, high), or x for (max(0, 1 - x), 1 + x).</param>
    /// <param name="hue">(low, high) within -0.5 and 0.5, or x for (-x, x).</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative or too large, or they are not in order.</exception>
    public ColorJitter(Interval? brightness = null, Interval? contrast = null, Interval? saturation = null, Interval? hue = null) =>
        bounds = [Around1(brightness, nameof(brightness)), Around1(contrast, nameof(contrast)), Around1(saturation, nameof(saturation)),
            Hue(hue)];

    private protected override Change Draw(Shape image)
    {
        using Tensor order = Torch.RandPerm(4);
        var factors = new double[4];
        for (int i = 0; i < 4; i++)
            factors[i] = bounds[i] is { } range ? RandomDraw.Uniform(range.Low, range.High) : double.NaN;
        return new(order.ToArray<long>(), factors);
    }

    private protected override Tensor Run(Tensor image, Change draw)
    {
        TF.GrayOrColor(image, nameof(ColorJitter));
        Tensor x = image;
        foreach (long which in draw.Order)
        {
            double factor = draw.Factors[(int)which];
            if (double.IsNaN(factor))
                continue;
            using ColorFactor one = ColorFactor.Of(factor);
            x = Next(x, Adjust(which, x, one), image);
        }
        return x;
    }

    private protected override Tensor RunBatch(Tensor images, Change[] draws)
    {
        TF.GrayOrColor(images, nameof(ColorJitter));
        int size = (int)Math.Min(draws.Length, GroupPixels / Math.Max(1, images.Numel / draws.Length));
        if (size <= 1 || images.Dtype is not (Dtype.UInt8 or Dtype.Float32 or Dtype.Float64))
            return base.RunBatch(images, draws);
        var parts = new List<Tensor>();
        for (int start = 0; start < draws.Length; start += size)
        {
            Change[] part = draws[start..Math.Min(start + size, draws.Length)];
            using Tensor group = images.Narrow(0, start, part.Length);
            parts.Add(RunGroup(group, part));
        }
        if (parts.Count == 1)
            return parts[0];
        Tensor all = Torch.Cat([.. parts]);
        parts.ForEach(part => part.Dispose());
        return all;
    }

    /// <summary>Step by step, each of the four is done to those images whose turn it is.</summary>
    Tensor RunGroup(Tensor images, Change[] draws)
    {
        Tensor x = images.Clone();
        for (int step = 0; step < 4; step++)
            for (int which = 0; which < 4; which++)
            {
                if (bounds[which] is null)
                    continue;
                int[] chosen = BatchSubset.Where(draws, draw => draw.Order[step] == which);
                if (chosen.Length == 0)
                    continue;
                using ColorFactor factor = ColorFactor.Of([.. chosen.Select(i => draws[i].Factors[which])], images);
                using Tensor index = BatchSubset.Index(chosen, images.Device), part = x.IndexSelect(0, index);
                Tensor changed = Adjust(which, part, factor);
                x.IndexCopy_(0, index, changed);
                changed.Dispose();
            }
        return x;
    }

    static Tensor Adjust(long which, Tensor image, ColorFactor factor) => which switch
    {
        0 => TF.Brightness(image, factor),
        1 => TF.Contrast(image, factor),
        2 => TF.Saturation(image, factor),
        _ => TF.Hue(image, factor.Ratio),
    };

    static Tensor Next(Tensor before, Tensor after, Tensor input)
    {
        if (before != after && before != input)
            before.Dispose();
        return after;
    }

    /// <summary>As PyTorch prints it, with lists where one number was given.</summary>
    public override string ToString() => $"ColorJitter(brightness={Of(0)}, contrast={Of(1)}, saturation={Of(2)}, hue={Of(3)})";

    string Of(int which) => bounds[which] is { } range ? range.IsOne ? range.ToListString() : range.ToString() : "None";

    static Interval? Around1(Interval? given, string name)
    {
        Interval range = (given ?? 0).Around(1, nameof(ColorJitter), name).Ordered(nameof(ColorJitter), name, 0);
        return range is { Low: 1, High: 1 } ? null : range;
    }

    static Interval? Hue(Interval? given)
    {
        Interval range = (given ?? 0).Around(0, nameof(ColorJitter), "hue").Ordered(nameof(ColorJitter), "hue", -0.5, 0.5);
        return range is { Low: 0, High: 0 } ? null : range;
    }
}
