namespace NativeTorch;

/// <summary>A hook that can be removed. Whoever never removes it can forget this object: the hook stays.</summary>
/// <remarks>PyTorch: <c>torch.utils.hooks.RemovableHandle</c>.</remarks>
public sealed class RemovableHandle : IDisposable
{
    Action? remove;

    internal RemovableHandle(Action remove) => this.remove = remove;

    /// <summary>Removes the hook; a second time it does nothing.</summary>
    public void Remove() => Interlocked.Exchange(ref remove, null)?.Invoke();

    /// <summary>As <see cref="Remove"/>, for <c>using</c>.</summary>
    public void Dispose() => Remove();
}
