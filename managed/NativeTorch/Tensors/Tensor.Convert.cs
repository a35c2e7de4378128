using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>This tensor with another dtype; without a copy where it has it already.</summary>
    /// <param name="dtype">The dtype.</param>
    /// <param name="copy">Whether to copy in any case.</param>
    /// <remarks>PyTorch: <c>torch.Tensor.to</c>. Floating numbers lose their fraction on the way to integers.</remarks>
    public Tensor To(Dtype dtype, bool copy = false) => Convert((int)dtype, -1, -1, copy, nonBlocking: false);

    /// <summary>This tensor on another device; without a copy where it is there already.</summary>
    /// <param name="device">The device.</param>
    /// <param name="dtype">The dtype; by default it stays.</param>
    /// <param name="copy">Whether to copy in any case.</param>
    /// <param name="nonBlocking">Whether a copy from page-locked memory (<see cref="PinMemory"/>) to a GPU, of the same dtype, is only
    /// queued. Nothing may be written to this tensor then before <see cref="NativeTorch.Cuda.Synchronize"/>; it may be disposed.
    /// Other copies are done on return.</param>
    /// <remarks>PyTorch: <c>torch.Tensor.to</c>.</remarks>
    /// <exception cref="DeviceMismatchException">There is no such device.</exception>
    public Tensor To(Device device, Dtype? dtype = null, bool copy = false, bool nonBlocking = false)
    {
        var (type, index) = device.Use();
        return Convert((int?)dtype ?? -1, type, index, copy, nonBlocking);
    }

    /// <summary>This tensor with the dtype and device of another.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.to</c>.</remarks>
    public Tensor To(Tensor other, bool copy = false) => To(NotNull(other).Device, other.Dtype, copy);

    /// <summary>This tensor on the CPU; without a copy where it is there already.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.cpu</c>.</remarks>
    public Tensor Cpu() => To(Device.Cpu);

    /// <summary>This tensor on a GPU; without a copy where it is there already.</summary>
    /// <param name="index">Which GPU.</param>
    /// <param name="nonBlocking">Whether a copy from page-locked memory is only queued; see <see cref="To(Device, Dtype?, bool, bool)"/>.</param>
    /// <remarks>PyTorch: <c>torch.Tensor.cuda</c>.</remarks>
    public Tensor Cuda(int index = 0, bool nonBlocking = false) =>
        To(Device.Cuda(index), nonBlocking: nonBlocking);

    /// <summary>Converted to float32.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.float</c>.</remarks>
    public Tensor Float() => To(Dtype.Float32);

    /// <summary>Converted to float64.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.double</c>.</remarks>
    public Tensor Double() => To(Dtype.Float64);

    /// <summary>Converted to int64; fractions are cut off.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.long</c>.</remarks>
    public Tensor Long() => To(Dtype.Int64);

    /// <summary>Converted to int16; fractions are cut off.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.short</c>.</remarks>
    public Tensor Short() => To(Dtype.Int16);

    /// <summary>Converted to int8; fractions are cut off.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.char</c>.</remarks>
    public Tensor Char() => To(Dtype.Int8);

    /// <summary>Converted to uint8; fractions are cut off.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.byte</c>.</remarks>
    public Tensor Byte() => To(Dtype.UInt8);

    /// <summary>Converted to int32; fractions are cut off.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.int</c>.</remarks>
    public Tensor Int() => To(Dtype.Int32);

    /// <summary>Whether each element is not 0.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bool</c>.</remarks>
    public Tensor Bool() => To(Dtype.Bool);

    /// <summary>Converted to float16.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.half</c>.</remarks>
    public Tensor Half() => To(Dtype.Float16);

    /// <summary>Converted to bfloat16.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bfloat16</c>.</remarks>
    public Tensor BFloat16() => To(Dtype.BFloat16);

    /// <summary>Also without a copy the result is an object of its own, so that it can be disposed on its own.</summary>
    Tensor Convert(int dtype, int deviceType, int deviceIndex, bool copy, bool nonBlocking)
    {
        using var self = new TensorRef(this);
        nint result;
        Native.Check(NativeMethods.nt_to(self.Handle, dtype, deviceType, deviceIndex, Native.Flag(copy), Native.Flag(nonBlocking),
            &result));
        return new Tensor(result);
    }
}
