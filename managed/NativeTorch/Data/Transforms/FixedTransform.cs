namespace NativeTorch.Data.Transforms;

/// <summary>A transform that draws nothing, so that a batch is transformed as one image is.</summary>
public abstract class FixedTransform : Transform
{
    private protected FixedTransform() { }

    /// <inheritdoc/>
    public sealed override Tensor Apply(Tensor image)
    {
        ImageChecks.One(image, GetType().Name);
        return Run(image);
    }

    /// <inheritdoc/>
    public sealed override Tensor ApplyBatch(Tensor images)
    {
        ImageChecks.Batch(images, GetType().Name);
        return Run(images);
    }

    internal sealed override bool IsRandom => false;

    internal sealed override object? Plan(ref Shape image)
    {
        image = Result(image);
        return null;
    }

    internal sealed override Tensor Run(Tensor images, object?[] plans) => Run(images);

    /// <summary>Images (..., C, H, W) transformed.</summary>
    private protected abstract Tensor Run(Tensor images);

    /// <summary>The shape that an image (C, H, W) comes out with.</summary>
    private protected virtual Shape Result(Shape image) => image;
}
