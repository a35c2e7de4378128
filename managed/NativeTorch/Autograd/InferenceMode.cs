namespace NativeTorch;

/// <summary>From creation to disposal nothing is recorded, and what is created can never take part in a graph: to save it for
/// a gradient, to change it in place outside, or to let it require a gradient is an <see cref="AutogradException"/>. It
/// follows an <c>await</c>, as <see cref="GradMode"/> does.</summary>
/// <remarks>PyTorch: <c>torch.inference_mode</c>.</remarks>
public sealed class InferenceMode : IDisposable
{
    readonly AutogradMode before = AutogradMode.OfThread;
    bool disposed;

    internal InferenceMode(bool enabled) => AutogradMode.Of(grad: !enabled, inference: enabled).Enter();

    /// <summary>Puts back what was before.</summary>
    public void Dispose()
    {
        if (!disposed)
            before.Enter();
        disposed = true;
    }
}
