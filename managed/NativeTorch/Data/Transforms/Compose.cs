using System.Text;

namespace NativeTorch.Data.Transforms;

/// <summary>Several transforms, one after another. PyTorch: <c>torchvision.transforms.Compose</c>.</summary>
/// <remarks>
/// The draws are those of PyTorch: all transforms of the first image, then all of the second. A batch goes through one transform at
/// a time all the same; only where a user's own code and something random come together does each image go alone.
/// <code>
/// var augment = new Compose(new RandomCrop(32, padding: 4), new RandomHorizontalFlip(), new ToTensor(), new Normalize(mean, std));
/// </code>
/// </remarks>
public sealed class Compose : Transform
{
    readonly ITransform[] transforms;

    /// <summary>Transforms in order; none at all leave images as they are.</summary>
    public Compose(params ReadOnlySpan<ITransform> transforms)
    {
        this.transforms = transforms.ToArray();
        foreach (ITransform transform in this.transforms)
            ArgumentNullException.ThrowIfNull(transform, nameof(transforms));
    }

    /// <summary>The transforms in order.</summary>
    public IReadOnlyList<ITransform> Transforms => transforms;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor image)
    {
        ImageChecks.One(image, nameof(Compose));
        return Chain(image, static (transform, x, _) => transform.Apply(x));
    }

    /// <inheritdoc/>
    public override Tensor ApplyBatch(Tensor images)
    {
        ImageChecks.Batch(images, nameof(Compose));
        if (transforms.Count(transform => transform is not Transform { IsRandom: false }) <= 1)
            return Chain(images, static (transform, x, _) => transform.ApplyBatch(x));
        if (!CanPlan)
            return ImageBatch.Each(images, Apply, nameof(Compose));
        var plans = new object?[images.Shape[0]];
        for (int i = 0; i < plans.Length; i++)
        {
            Shape shape = images.Shape[1..];
            plans[i] = Plan(ref shape);
        }
        return Run(images, plans);
    }

    internal override bool IsRandom => transforms.Any(transform => transform is not Transform { IsRandom: false });

    internal override bool CanPlan => transforms.All(IsOurs);

    internal override object? Plan(ref Shape image)
    {
        var plans = new object?[transforms.Length];
        for (int i = 0; i < plans.Length; i++)
            plans[i] = ((Transform)transforms[i]).Plan(ref image);
        return plans;
    }

    internal override Tensor Run(Tensor images, object?[] plans) =>
        Chain(images, (transform, x, i) => ((Transform)transform).Run(x, [.. plans.Select(plan => ((object?[])plan!)[i])]));

    /// <summary>As PyTorch prints it: a line for each transform.</summary>
    public override string ToString() => List(nameof(Compose), transforms);

    internal static string List(string name, IEnumerable<ITransform> transforms, string? first = null)
    {
        var text = new StringBuilder(name).Append('(');
        if (first is not null)
            text.Append("\n    ").Append(first);
        foreach (ITransform transform in transforms)
            text.Append("\n    ").Append(transform);
        return text.Append("\n)").ToString();
    }

    Tensor Chain(Tensor input, Func<ITransform, Tensor, int, Tensor> apply)
    {
        Tensor x = input;
        for (int i = 0; i < transforms.Length; i++)
        {
            Tensor y = apply(transforms[i], x, i);
            // What stands between two of our own transforms nobody else has seen.
            if (x != input && x != y && IsOurs(transforms[i - 1]) && IsOurs(transforms[i]))
                x.Dispose();
            x = y;
        }
        return x;
    }

    static bool IsOurs(ITransform transform) => transform is Transform { CanPlan: true };
}
