using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>0, 1, 2, ... below <paramref name="end"/>.</summary>
    /// <param name="end">The bound, which is not included.</param>
    /// <param name="dtype">The dtype; by default int64, or float32 where the bound is a floating number.</param>
    /// <param name="device">Where.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <remarks>PyTorch: <c>torch.arange</c>.</remarks>
    public static Tensor Arange(Scalar end, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Arange(0, end, null, dtype, device, requiresGrad);

    /// <summary>start, start + step, start + 2 step, ... before <paramref name="end"/>.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">The bound, which is not included.</param>
    /// <param name="step">The distance; by default 1.</param>
    /// <param name="dtype">The dtype; by default int64, or float32 where any of the numbers is a floating one.</param>
    /// <param name="device">Where.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <remarks>PyTorch: <c>torch.arange</c>.</remarks>
    public static Tensor Arange(Scalar start, Scalar end, Scalar? step = null, Dtype? dtype = null, Device? device = null,
        bool requiresGrad = false)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        Scalar by = step ?? 1;
        bool isFloating = start.IsFloatingPoint || end.IsFloatingPoint || by.IsFloatingPoint;
        Dtype natural = isFloating ? DefaultDtype : Dtype.Int64;
        nint result;
        Native.Check(NativeMethods.nt_arange(start.Native, end.Native, by.Native, (int)(dtype ?? natural), type, index, &result));
        return Leaf(result, requiresGrad);
    }

    /// <summary><paramref name="steps"/> numbers at equal distances from start to end, both included.</summary>
    /// <remarks>PyTorch: <c>torch.linspace</c>.</remarks>
    public static Tensor Linspace(Scalar start, Scalar end, long steps, Dtype? dtype = null, Device? device = null,
        bool requiresGrad = false)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        nint result;
        Native.Check(NativeMethods.nt_linspace(start.Native, end.Native, steps, (int)(dtype ?? DefaultDtype), type, index, &result));
        return Leaf(result, requiresGrad);
    }

    /// <summary>base^x for <paramref name="steps"/> numbers x at equal distances from start to end, both included.</summary>
    /// <param name="start">The first exponent.</param>
    /// <param name="end">The last exponent.</param>
    /// <param name="steps">How many numbers.</param>
    /// <param name="base">The base.</param>
    /// <param name="dtype">The dtype; by default float32.</param>
    /// <param name="device">Where.</param>
    /// <param name="requiresGrad">Whether ops on the tensor are recorded.</param>
    /// <remarks>PyTorch: <c>torch.logspace</c>.</remarks>
    /// <exception cref="ArgumentException">The number of steps is negative.</exception>
    public static Tensor Logspace(Scalar start, Scalar end, long steps, double @base = 10, Dtype? dtype = null,
        Device? device = null, bool requiresGrad = false)
    {
        var (type, index) = device.GetValueOrDefault().Use();
        nint result;
        Native.Check(NativeMethods.nt_logspace(start.Native, end.Native, steps, @base, (int?)dtype ?? -1, type, index, &result));
        return Leaf(result, requiresGrad);
    }
}
