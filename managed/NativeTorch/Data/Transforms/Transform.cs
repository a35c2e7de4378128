namespace NativeTorch.Data.Transforms;

/// <summary>The base of the library's own transforms; others implement <see cref="ITransform"/>.</summary>
/// <remarks>
/// Its two halves are apart: all random numbers of an image can be drawn before any pixel is touched. So a <see cref="Compose"/> of
/// several random transforms draws image by image, as PyTorch does, and still goes through a batch one transform at a time.
/// </remarks>
public abstract class Transform : ITransform
{
    private protected Transform() { }

    /// <inheritdoc/>
    public abstract Tensor Apply(Tensor image);

    /// <inheritdoc/>
    public abstract Tensor ApplyBatch(Tensor images);

    /// <summary>Whether any random number is drawn.</summary>
    internal abstract bool IsRandom { get; }

    /// <summary>Whether <see cref="Plan"/> knows all: not where a user's own code is inside.</summary>
    internal virtual bool CanPlan => true;

    /// <summary>Draws for one image.</summary>
    /// <param name="image">The image's shape (C, H, W), which becomes the result's.</param>
    /// <returns>What was drawn, for <see cref="Run"/>.</returns>
    internal abstract object? Plan(ref Shape image);

    /// <summary>A batch transformed with what was drawn for each of its images.</summary>
    internal abstract Tensor Run(Tensor images, object?[] plans);
}
