using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>The only element, as a C# number or bool; integers stay exact, a fraction is cut off for an integer type.</summary>
    /// <typeparam name="T">One of C#'s number types, or bool; it need not be the dtype's own.</typeparam>
    /// <remarks>PyTorch: <c>torch.Tensor.item</c>. On a GPU this waits for the result.</remarks>
    /// <exception cref="ArgumentException">There are several elements, or none.</exception>
    /// <exception cref="OverflowException">The value does not fit into <typeparamref name="T"/>.</exception>
    public T Item<T>() where T : unmanaged
    {
        Scalar item = Item();
        return typeof(T) == typeof(bool) ? (T)(object)(item.ToDouble() != 0)
            : typeof(T) == typeof(double) ? (T)(object)item.ToDouble()
            : typeof(T) == typeof(float) ? (T)(object)(float)item.ToDouble()
            : typeof(T) == typeof(Half) ? (T)(object)(Half)item.ToDouble()
            : typeof(T) == typeof(long) ? (T)(object)Integer<long>(item)
            : typeof(T) == typeof(int) ? (T)(object)Integer<int>(item)
            : typeof(T) == typeof(short) ? (T)(object)Integer<short>(item)
            : typeof(T) == typeof(sbyte) ? (T)(object)Integer<sbyte>(item)
            : typeof(T) == typeof(byte) ? (T)(object)Integer<byte>(item)
            : throw new DtypeMismatchException($"[item] an element cannot be read as {typeof(T).Name}");
    }

    /// <summary>The only element, as the number that it is: integer, floating or bool.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.item</c>. On a GPU this waits for the result.</remarks>
    /// <exception cref="ArgumentException">There are several elements, or none.</exception>
    public Scalar Item()
    {
        using var self = new TensorRef(this);
        var dtype = (Dtype)Info(self).Dtype;
        if (dtype.IsFloatingPoint)
        {
            double value;
            Native.Check(NativeMethods.nt_tensor_item(self.Handle, &value));
            return value;
        }
        long integer;
        Native.Check(NativeMethods.nt_tensor_item_int64(self.Handle, &integer));
        return dtype == Dtype.Bool ? integer != 0 : integer;
    }

    /// <summary>A new array with all elements in row-major order.</summary>
    /// <typeparam name="T">The dtype's C# type; convert with <see cref="To(Dtype, bool)"/> first where it is another.</typeparam>
    /// <remarks>PyTorch: <c>torch.Tensor.tolist</c>, flat. On a GPU this waits for the result.</remarks>
    /// <exception cref="DtypeMismatchException"><typeparamref name="T"/> is not the dtype's C# type.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        var array = new T[Numel];
        CopyTo<T>(array);
        return array;
    }

    /// <summary>Copies all elements in row-major order.</summary>
    /// <param name="destination">At least as long as the tensor has elements.</param>
    /// <typeparam name="T">The dtype's C# type; convert with <see cref="To(Dtype, bool)"/> first where it is another.</typeparam>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    /// <exception cref="DtypeMismatchException"><typeparamref name="T"/> is not the dtype's C# type.</exception>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged
    {
        using var self = new TensorRef(this);
        NtTensorInfo info = Info(self);
        RequireElements<T>("copyTo", info);
        if (destination.Length < info.Numel)
            throw new ArgumentException($"[copyTo] {destination.Length} places for {info.Numel} elements", nameof(destination));
        fixed (T* data = destination)
            Native.Check(NativeMethods.nt_tensor_to_data(self.Handle, data, info.Numel * sizeof(T)));
    }

    /// <summary>The elements themselves, without a copy; writing to the span changes the tensor.</summary>
    /// <typeparam name="T">The dtype's C# type.</typeparam>
    /// <remarks>The span is valid only while this object is alive and not disposed, which the caller sees to: by
    /// <c>using</c>, or by a <see cref="GC.KeepAlive"/> behind the last use. Autograd does not see what is written.</remarks>
    /// <exception cref="DtypeMismatchException"><typeparamref name="T"/> is not the dtype's C# type.</exception>
    /// <exception cref="DeviceMismatchException">The tensor is not on the CPU.</exception>
    /// <exception cref="InvalidOperationException">The elements do not lie in row-major order: use
    /// <see cref="Contiguous"/>.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged
    {
        NtTensorInfo info = Info();
        RequireElements<T>("asSpan", info);
        if (info.DeviceType != (int)DeviceType.Cpu)
            throw new DeviceMismatchException($"[asSpan] the tensor is on {Device}; copy it with To(Device.Cpu)");
        if (info.IsContiguous == 0)
            throw new InvalidOperationException("[asSpan] the elements do not lie in row-major order; use Contiguous()");
        return new Span<T>(info.Data, checked((int)info.Numel));
    }

    /// <summary>The only element; see <see cref="Item{T}"/>.</summary>
    public static explicit operator float(Tensor tensor) => NotNull(tensor).Item<float>();

    /// <summary>The only element; see <see cref="Item{T}"/>.</summary>
    public static explicit operator double(Tensor tensor) => NotNull(tensor).Item<double>();

    /// <summary>The only element; see <see cref="Item{T}"/>.</summary>
    public static explicit operator int(Tensor tensor) => NotNull(tensor).Item<int>();

    /// <summary>The only element; see <see cref="Item{T}"/>.</summary>
    public static explicit operator long(Tensor tensor) => NotNull(tensor).Item<long>();

    /// <summary>Whether the only element is not 0.</summary>
    public static explicit operator bool(Tensor tensor) => NotNull(tensor).Item<bool>();

    static T Integer<T>(Scalar item) where T : IBinaryInteger<T> =>
        item.IsFloatingPoint ? T.CreateChecked(item.ToDouble()) : T.CreateChecked(item.ToInt64());

    static void RequireElements<T>(string op, NtTensorInfo info) where T : unmanaged
    {
        var dtype = (Dtype)info.Dtype;
        if (DtypeInfo.Of<T>() != dtype)
            throw new DtypeMismatchException($"[{op}] elements of a {dtype.TorchName} tensor are not {typeof(T).Name}; "
                + $"convert with To(Dtype.{DtypeInfo.Of<T>()})");
    }

    /// <summary>An operand that is null is an <see cref="ArgumentNullException"/>, also in front of an operator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Tensor NotNull(Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor;
    }
}
