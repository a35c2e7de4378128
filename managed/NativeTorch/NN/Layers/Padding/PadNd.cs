namespace NativeTorch.NN;

/// <summary>Base of the layers that put a border around their input.</summary>
public abstract partial class PadNd : Layer
{
    readonly PaddingMode mode;
    readonly Scalar? value;

    private protected PadNd(int rank, Borders padding, PaddingMode mode, Scalar? value = null) =>
        (Padding, this.mode, this.value) = (padding.Around(rank, GetType().Name), mode, value);

    /// <summary>Before and behind for each direction, the last direction first.</summary>
    public Shape Padding { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Pad(input, Padding, mode, value);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{Padding}";
}
