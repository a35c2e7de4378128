using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>A tensor without dimensions from a number, as PyTorch takes it: int64, float32 or bool.</summary>
    /// <remarks>PyTorch: <c>torch.tensor</c>.</remarks>
    public static Tensor Tensor(Scalar value, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Full([], value, dtype, device, requiresGrad);

    /// <summary>A tensor of one dimension with a copy of the data: <c>Torch.Tensor([1f, 2f])</c>.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="dtype">The dtype; by default that of the C# type: a double gives float64, an int gives int32.</param>
    /// <param name="device">Where.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <remarks>PyTorch: <c>torch.tensor</c>, with the dtypes of an array.</remarks>
    /// <exception cref="DtypeMismatchException">No dtype has such elements.</exception>
    public static Tensor Tensor<T>(ReadOnlySpan<T> data, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
        where T : unmanaged => Copy(data, [data.Length], dtype, device, requiresGrad);

    /// <summary>A tensor of any shape with a copy of the data, which is in row-major order.</summary>
    /// <remarks>PyTorch: <c>torch.tensor(data).reshape(shape)</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shape has another number of elements.</exception>
    public static Tensor Tensor<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null,
        bool requiresGrad = false) where T : unmanaged => Copy(data, shape, dtype, device, requiresGrad);

    /// <summary>A matrix with a copy of the data: <c>Torch.Tensor(new[,] { { 1f, 2f }, { 3f, 4f } })</c>.</summary>
    /// <remarks>PyTorch: <c>torch.tensor</c>.</remarks>
    public static Tensor Tensor<T>(T[,] data, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
        where T : unmanaged => Copy<T>(data, dtype, device, requiresGrad);

    /// <summary>A tensor of three dimensions with a copy of the data.</summary>
    /// <remarks>PyTorch: <c>torch.tensor</c>.</remarks>
    public static Tensor Tensor<T>(T[,,] data, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
        where T : unmanaged => Copy<T>(data, dtype, device, requiresGrad);

    /// <summary>A tensor of four dimensions with a copy of the data.</summary>
    /// <remarks>PyTorch: <c>torch.tensor</c>.</remarks>
    public static Tensor Tensor<T>(T[,,,] data, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
        where T : unmanaged => Copy<T>(data, dtype, device, requiresGrad);

    /// <summary>A matrix from its rows: <c>Torch.Tensor([[1f, 2f], [3f, 4f]])</c>.</summary>
    /// <remarks>PyTorch: <c>torch.tensor</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The rows differ in length.</exception>
    public static Tensor Tensor<T>(T[][] data, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        int columns = data.Length == 0 ? 0 : data[0].Length;
        if (Array.Find(data, row => row.Length != columns) is { } other)
            throw new ShapeMismatchException($"[tensor] rows of {columns} and of {other.Length} elements");
        return Copy<T>(data.SelectMany(row => row).ToArray(), [data.Length, columns], dtype, device, requiresGrad);
    }

    static Tensor Copy<T>(Array data, Dtype? dtype, Device? device, bool requiresGrad) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var shape = new long[data.Rank];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = data.GetLength(i);
        ref byte first = ref MemoryMarshal.GetArrayDataReference(data);
        fixed (byte* elements = &first)
            return Copy(new ReadOnlySpan<T>(elements, data.Length), shape, dtype, device, requiresGrad);
    }

    static Tensor Copy<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, Dtype? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        Dtype own = DtypeInfo.Of<T>();
        nint result;
        fixed (T* elements = data)
        fixed (long* sizes = shape)
            Native.Check(NativeMethods.nt_tensor_from_data(
                elements, (long)data.Length * sizeof(T), sizes, shape.Length, (int)own, &result));
        var tensor = new Tensor(result);
        if ((dtype ?? own) != own || device is { Type: not DeviceType.Cpu })
        {
            using Tensor raw = tensor;
            tensor = raw.To(device.GetValueOrDefault(), dtype);
        }
        if (requiresGrad)
            tensor.RequiresGrad = true;
        return tensor;
    }
}
