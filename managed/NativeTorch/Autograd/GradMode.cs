using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>Whether ops are recorded, from creation to disposal, on the thread that created it.</summary>
/// <remarks>PyTorch: <c>torch.set_grad_enabled</c> and its kin as context managers.</remarks>
public sealed class GradMode : IDisposable
{
    readonly byte before;
    bool disposed;

    internal GradMode(bool enabled) => before = NativeMethods.nt_set_grad_enabled(Native.Flag(enabled));

    /// <summary>Puts back what was before.</summary>
    public void Dispose()
    {
        if (!disposed)
            NativeMethods.nt_set_grad_enabled(before);
        disposed = true;
    }
}
