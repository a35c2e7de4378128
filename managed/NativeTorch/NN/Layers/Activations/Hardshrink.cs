namespace NativeTorch.NN;

/// <summary>x where |x| &gt; lambd, else 0, elementwise. PyTorch: <c>torch.nn.Hardshrink</c>.</summary>
/// <param name="lambd">The bound (default 0.5).</param>
public sealed partial class Hardshrink(double lambd = 0.5) : Layer
{
    /// <summary>The bound.</summary>
    public double Lambd { get; } = lambd;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Hardshrink(input, Lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => Repr.Of(Lambd);
}
