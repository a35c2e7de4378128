using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>The functions of PyTorch's <c>torch</c> module: creation, random numbers, joining, gradient mode, settings.</summary>
/// <remarks>Creation takes a shape as numbers, <c>Torch.Zeros(2, 3)</c>, or as a collection where there is more to say,
/// <c>Torch.Zeros([2, 3], Dtype.Float64, requiresGrad: true)</c>. The dtype is float32 and the device the CPU where none is
/// given.</remarks>
public static unsafe partial class Torch
{
    /// <summary>The dtype of floating tensors where none is given.</summary>
    internal const Dtype DefaultDtype = Dtype.Float32;

    /// <summary>A tensor whose memory is not set.</summary>
    /// <remarks>PyTorch: <c>torch.empty</c>.</remarks>
    public static Tensor Empty(params ReadOnlySpan<long> shape) => Empty(shape, null);

    /// <summary>A tensor whose memory is not set.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">The dtype.</param>
    /// <param name="device">Where.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <param name="pinMemory">Whether the memory is page-locked, for copies to a GPU; see <see cref="NativeTorch.Tensor.PinMemory"/>.</param>
    /// <remarks>PyTorch: <c>torch.empty</c>.</remarks>
    /// <exception cref="DeviceMismatchException">There is no such device; or memory is to be page-locked that is not the CPU's, or
    /// where there is no GPU.</exception>
    public static Tensor Empty(ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null, bool requiresGrad = false,
        bool pinMemory = false)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        if (pinMemory && type != (int)DeviceType.Cpu)
            throw new DeviceMismatchException($"[empty] memory of {device} cannot be page-locked: only the host's can");
        nint result;
        fixed (long* sizes = shape)
            Native.Check(pinMemory ? NativeMethods.nt_empty_pinned(sizes, shape.Length, (int)(dtype ?? DefaultDtype), &result)
                : NativeMethods.nt_empty(sizes, shape.Length, (int)(dtype ?? DefaultDtype), type, index, &result));
        return Leaf(result, requiresGrad);
    }

    /// <summary>A tensor in which every element is <paramref name="value"/>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">The dtype; by default int64, float32 or bool, after the value.</param>
    /// <param name="device">Where; by default on the CPU.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <remarks>PyTorch: <c>torch.full</c>.</remarks>
    public static Tensor Full(ReadOnlySpan<long> shape, Scalar value, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        nint result;
        fixed (long* sizes = shape)
            Native.Check(NativeMethods.nt_full(sizes, shape.Length, value.Native, (int)(dtype ?? value.Dtype), type, index, &result));
        return Leaf(result, requiresGrad);
    }

    /// <summary>A tensor of zeros.</summary>
    /// <remarks>PyTorch: <c>torch.zeros</c>.</remarks>
    public static Tensor Zeros(params ReadOnlySpan<long> shape) => Full(shape, 0.0);

    /// <summary>A tensor of zeros.</summary>
    /// <remarks>PyTorch: <c>torch.zeros</c>.</remarks>
    public static Tensor Zeros(ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Full(shape, 0.0, dtype, device, requiresGrad);

    /// <summary>A tensor of ones.</summary>
    /// <remarks>PyTorch: <c>torch.ones</c>.</remarks>
    public static Tensor Ones(params ReadOnlySpan<long> shape) => Full(shape, 1.0);

    /// <summary>A tensor of ones.</summary>
    /// <remarks>PyTorch: <c>torch.ones</c>.</remarks>
    public static Tensor Ones(ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Full(shape, 1.0, dtype, device, requiresGrad);

    /// <summary>The identity matrix of n rows: ones on the diagonal.</summary>
    /// <param name="n">The number of rows.</param>
    /// <param name="m">The number of columns; by default <paramref name="n"/>.</param>
    /// <param name="dtype">The dtype.</param>
    /// <param name="device">Where.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <remarks>PyTorch: <c>torch.eye</c>.</remarks>
    public static Tensor Eye(long n, long? m = null, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        nint result;
        Native.Check(NativeMethods.nt_eye(n, m ?? n, (int)(dtype ?? DefaultDtype), type, index, &result));
        return Leaf(result, requiresGrad);
    }

    static Tensor NotNull(Tensor? input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }

    static Tensor Leaf(nint handle, bool requiresGrad)
    {
        var tensor = new Tensor(handle);
        if (requiresGrad)
            tensor.RequiresGrad = true;
        return tensor;
    }
}
