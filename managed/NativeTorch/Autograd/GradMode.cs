namespace NativeTorch;

/// <summary>Whether ops are recorded, from creation to disposal. It holds for the flow of control that created it: behind an
/// <c>await</c> too, on whatever thread that goes on, and in tasks that are started inside.</summary>
/// <remarks>PyTorch: <c>torch.set_grad_enabled</c> and its kin as context managers.</remarks>
public sealed class GradMode : IDisposable
{
    readonly AutogradMode before = AutogradMode.OfThread;
    bool disposed;

    internal GradMode(bool enabled) => AutogradMode.Of(enabled, before.IsInference).Enter();

    /// <summary>Puts back what was before.</summary>
    public void Dispose()
    {
        if (!disposed)
            before.Enter();
        disposed = true;
    }
}
