using System.Diagnostics;
using System.Runtime.CompilerServices;
using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>A multi-dimensional array of one dtype on one device, with PyTorch's semantics; ops on it are recorded for
/// <see cref="Backward"/> where a gradient is asked for.</summary>
/// <remarks>PyTorch: <c>torch.Tensor</c>. Any thread may use a tensor; what is written on one thread and read on another needs
/// a lock, as with a <see cref="List{T}"/>. <see cref="Dispose"/> releases memory at once, but nobody has to call it.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public partial class Tensor : IDisposable
{
    // state: bit 0 disposed, bit 1 released, and four times the number of native calls that are running.
    const int Disposed = 1, Released = 2, Call = 4;

    readonly nint handle;
    readonly TensorPage page;
    readonly int slot;
    int state;

    /// <summary>Takes over one reference to a native tensor.</summary>
    internal Tensor(nint handle)
    {
        this.handle = handle;
        slot = TensorRegistry.Add(this, handle, out page);
        TensorScope.Current?.Add(this);
        MemoryPressure.Feel();
    }

    /// <summary>A leaf that shares memory with <paramref name="data"/>, for kinds of tensor with a class of their own.</summary>
    private protected Tensor(Tensor data) : this(Detached(data)) { }

    /// <summary>The scope that disposes this tensor; null where none does.</summary>
    internal TensorScope? Scope { get; set; }

    /// <summary>Whether <see cref="Dispose"/> was called. The memory may live on, in views and in the graph.</summary>
    public bool IsDisposed => (Volatile.Read(ref state) & Disposed) != 0;

    /// <summary>Releases this reference to the tensor's memory; a call that is running on another thread ends first. Using
    /// the tensor afterwards is an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref state, Disposed | Released, 0) == 0)
            Release();
        else if (Interlocked.Or(ref state, Disposed) == 0)
            ReleaseOnce();
    }

    /// <summary>Starts a native call: until <see cref="Exit"/>, the handle is valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint Enter()
    {
        if ((Interlocked.Add(ref state, Call) & Disposed) != 0)
            ThrowDisposed();
        return handle;
    }

    /// <summary>Ends a native call; the last one releases a tensor that was disposed meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit()
    {
        if (Interlocked.Add(ref state, -Call) == Disposed)
            ReleaseOnce();
    }

    /// <summary>For those who find the tensor disposed and idle at the same time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void ReleaseOnce()
    {
        if (Interlocked.CompareExchange(ref state, Disposed | Released, Disposed) == Disposed)
            Release();
    }

    void Release()
    {
        page.Clear(slot);
        GC.KeepAlive(this); // were it dead before its slot is clear, a sweep would release the handle as well
        NativeMethods.nt_tensor_release(handle);
    }

    static unsafe nint Detached(Tensor data)
    {
        using var self = new TensorRef(data);
        nint result;
        Native.Check(NativeMethods.nt_detach(self.Handle, &result));
        return result;
    }

    void ThrowDisposed()
    {
        Exit();
        throw new ObjectDisposedException(nameof(Tensor), "The tensor was disposed, by Dispose or at the end of a TensorScope.");
    }
}
