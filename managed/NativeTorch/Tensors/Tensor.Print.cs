using NativeTorch.Printing;

namespace NativeTorch;

public partial class Tensor
{
    /// <summary>The tensor as PyTorch prints it, for example <c>tensor([1., 2.], requires_grad=True)</c>.</summary>
    /// <remarks>PyTorch: <c>repr</c>. On a GPU this waits for the result.</remarks>
    public override string ToString() => ToString(PrintOptions.Default);

    /// <summary>The tensor as PyTorch prints it with these options.</summary>
    public string ToString(PrintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return IsDisposed ? "tensor(disposed)" : TensorPrinter.Print(this, options);
    }
}
