using System.Buffers;
using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>A tensor of one dimension over the memory itself, without a copy: what is written to one shows in the other.</summary>
    /// <param name="memory">It is pinned until the last tensor or view over it is gone; an array from a pool goes back after that.</param>
    /// <typeparam name="T">The dtype's C# type.</typeparam>
    /// <remarks>PyTorch: <c>torch.from_numpy</c>. Autograd does not see what is written to the memory.</remarks>
    /// <exception cref="DtypeMismatchException">No dtype has such elements.</exception>
    /// <exception cref="ArgumentException">A bool is neither 0 nor 1, or the elements are not aligned, as a cast may have them.</exception>
    public static Tensor FromMemory<T>(Memory<T> memory) where T : unmanaged => FromMemory(memory, [memory.Length]);

    /// <summary>A tensor of any shape over the memory itself, in row-major order, without a copy: what is written to one shows in the
    /// other.</summary>
    /// <param name="memory">It is pinned until the last tensor or view over it is gone; an array from a pool goes back after that.</param>
    /// <param name="shape">The sizes.</param>
    /// <typeparam name="T">The dtype's C# type.</typeparam>
    /// <remarks>PyTorch: <c>torch.from_numpy(data).reshape(shape)</c>. Autograd does not see what is written to the memory.</remarks>
    /// <exception cref="ShapeMismatchException">The shape has another number of elements.</exception>
    /// <exception cref="DtypeMismatchException">No dtype has such elements.</exception>
    /// <exception cref="ArgumentException">A bool is neither 0 nor 1, or the elements are not aligned, as a cast may have them.</exception>
    public static Tensor FromMemory<T>(Memory<T> memory, ReadOnlySpan<long> shape) where T : unmanaged
    {
        Dtype dtype = DtypeInfo.Of<T>();
        MemoryHandle pin = memory.Pin();
        return ForeignMemory.Share(pin, pin.Pointer, (long)memory.Length * sizeof(T), shape, dtype);
    }
}
