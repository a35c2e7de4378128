namespace NativeTorch.NN;

/// <summary>Merges dimensions into one, by default all but the first: (N, C, H, W) to (N, C H W). PyTorch: <c>torch.nn.Flatten</c>.</summary>
/// <param name="startDim">First dimension to merge (default 1).</param>
/// <param name="endDim">Last dimension to merge (default -1).</param>
public sealed partial class Flatten(long startDim = 1, long endDim = -1) : Layer
{
    /// <summary>First dimension to merge.</summary>
    public long StartDim { get; } = startDim;

    /// <summary>Last dimension to merge.</summary>
    public long EndDim { get; } = endDim;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Flatten(StartDim, EndDim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"start_dim={StartDim}, end_dim={EndDim}";
}
