using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>Tensors over memory that somebody else keeps: a mapped file, an array. Nothing is copied.</summary>
/// <remarks>No memory counter has these bytes, so they put no pressure on the garbage collector.</remarks>
static unsafe class ForeignMemory
{
    /// <summary>A tensor over memory that is valid until <paramref name="owner"/> is disposed, which happens once: when the last
    /// tensor or view over the memory is gone, on whichever thread that is (often the finalizer's), and where this fails.</summary>
    /// <param name="owner">What it throws when it is disposed ends the process, as in a finalizer. It must not refer to the tensor,
    /// which would never be garbage.</param>
    /// <param name="data">The elements in row-major order, aligned to the size of one. Ops in place write to them.</param>
    /// <param name="bytes">How many bytes there are at <paramref name="data"/>.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">The dtype.</param>
    /// <exception cref="ShapeMismatchException">The shape takes another number of bytes.</exception>
    /// <exception cref="ArgumentException">The memory is not aligned, or a byte of bools is neither 0 nor 1.</exception>
    public static Tensor Share(IDisposable owner, void* data, long bytes, ReadOnlySpan<long> shape, Dtype dtype)
    {
        if (dtype == Dtype.Bool && data != null && FirstOtherThanBool((byte*)data, bytes) is >= 0 and var at)
        {
            byte value = ((byte*)data)[at];
            owner.Dispose();
            throw new ArgumentException($"[from_memory] byte {at} of {bytes} is {value}, where a bool is 0 or 1");
        }
        var state = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(owner));
        nint result;
        fixed (long* sizes = shape)
            Native.Check(NativeMethods.nt_tensor_from_memory(data, bytes, sizes, shape.Length, (int)dtype, &Release, state, &result));
        return new Tensor(result);
    }

    /// <summary>The same over memory that lives as long as a handle, of which each tensor takes a reference of its own: whoever opened
    /// it may dispose it at once.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    /// <exception cref="ShapeMismatchException">The shape takes another number of bytes.</exception>
    /// <exception cref="ArgumentException">The memory is not aligned, or a byte of bools is neither 0 nor 1.</exception>
    public static Tensor Share(SafeHandle owner, void* data, long bytes, ReadOnlySpan<long> shape, Dtype dtype) =>
        Share(new Lease(owner), data, bytes, shape, dtype);

    /// <summary>Loops count on 0 and 1; where there is another byte, or -1.</summary>
    static long FirstOtherThanBool(byte* data, long bytes)
    {
        const int Part = 1 << 30;
        for (long at = 0; at < bytes; at += Part)
        {
            int found = new ReadOnlySpan<byte>(data + at, (int)Math.Min(Part, bytes - at)).IndexOfAnyExceptInRange((byte)0, (byte)1);
            if (found >= 0)
                return at + found;
        }
        return -1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(void* state)
    {
        GCHandle handle = GCHandle.FromIntPtr((nint)state);
        var owner = (IDisposable)handle.Target!;
        handle.Free();
        owner.Dispose();
    }

    /// <summary>One reference to a handle.</summary>
    sealed class Lease : IDisposable
    {
        readonly SafeHandle handle;

        public Lease(SafeHandle handle)
        {
            bool added = false;
            handle.DangerousAddRef(ref added);
            this.handle = handle;
        }

        public void Dispose() => handle.DangerousRelease();
    }
}
