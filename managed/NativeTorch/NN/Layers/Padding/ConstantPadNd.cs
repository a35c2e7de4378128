namespace NativeTorch.NN;

/// <summary>Base of the layers that put a border of one number around their input.</summary>
public abstract partial class ConstantPadNd : PadNd
{
    private protected ConstantPadNd(int rank, Borders padding, Scalar value) : base(rank, padding, PaddingMode.Constant, value) =>
        Value = value;

    /// <summary>What stands in the border.</summary>
    public Scalar Value { get; }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"padding={Padding}, value={(Value.IsFloatingPoint ? Repr.Of(Value.ToDouble()) : Value.ToString())}";
}
