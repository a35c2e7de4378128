namespace NativeTorch.NN;

/// <summary>One dimension becomes several: (N, 6) to (N, 2, 3) with dim 1 and unflattenedSize [2, 3]. PyTorch:
/// <c>torch.nn.Unflatten</c>.</summary>
/// <param name="dim">The dimension.</param>
/// <param name="unflattenedSize">The sizes that it becomes; -1 once for what is left.</param>
public sealed partial class Unflatten(long dim, Shape unflattenedSize) : Layer
{
    /// <summary>The dimension.</summary>
    public long Dim { get; } = dim;

    /// <summary>The sizes that it becomes.</summary>
    public Shape UnflattenedSize { get; } = unflattenedSize;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Unflatten(Dim, UnflattenedSize);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={Dim}, unflattened_size={UnflattenedSize}";
}
