namespace NativeTorch.Data.Transforms;

/// <summary>Transforms of which one is chosen for each image, or none.</summary>
public abstract class RandomGroup : Transform
{
    private protected RandomGroup(params ReadOnlySpan<ITransform> choices)
    {
        Choices = choices.ToArray();
        foreach (ITransform choice in Choices)
            ArgumentNullException.ThrowIfNull(choice, nameof(choices));
    }

    /// <summary>What there is to choose from.</summary>
    private protected ITransform[] Choices { get; }

    /// <summary>Draws the number of a choice; negative for none.</summary>
    private protected abstract int Choose();

    /// <inheritdoc/>
    public sealed override Tensor Apply(Tensor image)
    {
        ImageChecks.One(image, GetType().Name);
        return Choose() is var choice and >= 0 ? Choices[choice].Apply(image) : image;
    }

    /// <inheritdoc/>
    public sealed override Tensor ApplyBatch(Tensor images)
    {
        ImageChecks.Batch(images, GetType().Name);
        if (!CanPlan)
            return ImageBatch.Each(images, Apply, GetType().Name);
        var plans = new object?[images.Shape[0]];
        for (int i = 0; i < plans.Length; i++)
        {
            Shape shape = images.Shape[1..];
            plans[i] = Plan(ref shape);
        }
        return Run(images, plans);
    }

    internal sealed override bool IsRandom => true;

    internal sealed override bool CanPlan => Array.TrueForAll(Choices, choice => choice is Transform { CanPlan: true });

    internal sealed override object? Plan(ref Shape image)
    {
        int choice = Choose();
        return new Chosen(choice, choice < 0 ? null : ((Transform)Choices[choice]).Plan(ref image));
    }

    internal sealed override Tensor Run(Tensor images, object?[] plans)
    {
        Chosen[] drawn = [.. plans.Select(plan => (Chosen)plan!)];
        var parts = new List<(Tensor Images, int[] Positions)>();
        for (int choice = -1; choice < Choices.Length; choice++)
        {
            int[] positions = BatchSubset.Where(drawn, plan => plan.Choice == choice);
            if (positions.Length == 0)
                continue;
            using Tensor index = BatchSubset.Index(positions, images.Device);
            Tensor part = positions.Length == drawn.Length ? images : images.IndexSelect(0, index);
            object?[] own = [.. positions.Select(i => drawn[i].Plan)];
            parts.Add((choice < 0 ? part : ((Transform)Choices[choice]).Run(part, own), positions));
        }
        return parts.Count == 1 ? parts[0].Images : Merge(parts, images);
    }

    /// <summary>Parts of a batch, each image at its position again.</summary>
    Tensor Merge(List<(Tensor Images, int[] Positions)> parts, Tensor images)
    {
        Tensor first = parts[0].Images;
        if (parts.Find(part => part.Images.Shape[1..] != first.Shape[1..] || part.Images.Dtype != first.Dtype) is { Images: { } other })
            throw new ShapeMismatchException($"[{GetType().Name}] of images {images.Describe()} some became {first.Describe()} and some "
                + $"{other.Describe()}: they cannot be stacked");
        var places = new long[parts.Sum(part => part.Positions.Length)];
        int at = 0;
        foreach (int position in parts.SelectMany(part => part.Positions))
            places[position] = at++;
        using Tensor joined = Torch.Cat([.. parts.Select(part => part.Images)]), index = Torch.Tensor<long>(places, device: images.Device);
        return joined.IndexSelect(0, index);
    }

    sealed record Chosen(int Choice, object? Plan);
}
