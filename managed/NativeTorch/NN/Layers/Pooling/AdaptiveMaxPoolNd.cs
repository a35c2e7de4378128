namespace NativeTorch.NN;

/// <summary>Base of the layers that take the largest element of windows which cover the input and are as many as the output is
/// large.</summary>
public abstract partial class AdaptiveMaxPoolNd : Layer
{
    readonly int rank;

    private protected AdaptiveMaxPoolNd(int rank, OutputSize outputSize) => (this.rank, OutputSize) = (rank, outputSize);

    /// <summary>The output's spatial size.</summary>
    public OutputSize OutputSize { get; }

    /// <summary>The largest elements, and their positions in the flattened space (int64). PyTorch: <c>return_indices=True</c>.</summary>
    public (Tensor Values, Tensor Indices) ForwardWithIndices(Tensor input)
    {
        var (values, indices) = F.AdaptiveMaxPool(rank, input, OutputSize, withIndices: true);
        return (values, indices!);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.AdaptiveMaxPool(rank, input, OutputSize, withIndices: false).Values;

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"output_size={OutputSize}";
}
