namespace NativeTorch.NN;

/// <summary>x moved by lambd towards 0, which it does not pass, elementwise. PyTorch: <c>torch.nn.Softshrink</c>.</summary>
/// <param name="lambd">The bound (default 0.5).</param>
public sealed partial class Softshrink(double lambd = 0.5) : Layer
{
    /// <summary>The bound.</summary>
    public double Lambd { get; } = lambd;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.Softshrink(input, Lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => Repr.Of(Lambd);
}
