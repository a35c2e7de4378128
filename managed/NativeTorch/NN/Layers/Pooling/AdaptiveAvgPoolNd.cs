namespace NativeTorch.NN;

/// <summary>Base of the layers that take the mean of windows which cover the input and are as many as the output is large.</summary>
public abstract partial class AdaptiveAvgPoolNd : Layer
{
    readonly int rank;

    private protected AdaptiveAvgPoolNd(int rank, OutputSize outputSize) => (this.rank, OutputSize) = (rank, outputSize);

    /// <summary>The output's spatial size.</summary>
    public OutputSize OutputSize { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.AdaptiveAvgPool(rank, input, OutputSize);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"output_size={OutputSize}";
}
