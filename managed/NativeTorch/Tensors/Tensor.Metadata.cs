using System.Runtime.CompilerServices;
using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>The sizes of all dimensions; <c>x.Shape[^1]</c> is the last.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.shape</c>.</remarks>
    public Shape Shape
    {
        get
        {
            using var self = new TensorRef(this);
            var sizes = new long[Info(self).Dim];
            fixed (long* ptr = sizes)
                Native.Check(NativeMethods.nt_tensor_sizes(self.Handle, ptr, sizes.Length));
            return new Shape(sizes);
        }
    }

    /// <summary>How many elements lie between neighbours, for each dimension.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.stride</c>.</remarks>
    public long[] Strides
    {
        get
        {
            using var self = new TensorRef(this);
            var strides = new long[Info(self).Dim];
            fixed (long* ptr = strides)
                Native.Check(NativeMethods.nt_tensor_strides(self.Handle, ptr, strides.Length));
            return strides;
        }
    }

    /// <summary>The type of the elements.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.dtype</c>.</remarks>
    public Dtype Dtype => (Dtype)Info().Dtype;

    /// <summary>Where the memory lies.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.device</c>.</remarks>
    public Device Device => Info() is { DeviceType: (int)DeviceType.Cuda } info ? Device.Cuda(info.DeviceIndex) : Device.Cpu;

    /// <summary>The number of dimensions; 0 for a scalar.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.dim</c>.</remarks>
    public int Dim => Info().Dim;

    /// <summary>The number of elements.</summary>
    /// <remarks>PyTorch: <c>torch.numel</c>.</remarks>
    public long Numel => Info().Numel;

    /// <summary>The position of the first element in its storage, in elements.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.storage_offset</c>.</remarks>
    public long StorageOffset => Info().StorageOffset;

    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.is_contiguous</c>.</remarks>
    public bool IsContiguous => Info().IsContiguous != 0;

    /// <summary>Whether the memory is the host's and page-locked, as <see cref="PinMemory"/> makes it.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.is_pinned</c>.</remarks>
    public bool IsPinned => Info().IsPinned != 0;

    /// <summary>How often the data has been changed in place, which autograd checks.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor._version</c>.</remarks>
    public long Version
    {
        get
        {
            using var self = new TensorRef(this);
            long version;
            Native.Check(NativeMethods.nt_tensor_version(self.Handle, &version));
            return version;
        }
    }

    /// <summary>The size of one dimension; negative ones count from the back.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.size</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public long Size(int dim)
    {
        Shape shape = Shape;
        return (uint)(dim < 0 ? dim + shape.Count : dim) < (uint)shape.Count
            ? shape[dim < 0 ? dim + shape.Count : dim]
            : throw new TensorIndexException($"[size] dimension {dim} of the shape {shape}");
    }

    /// <summary>Whether both tensors are views of one memory.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool SharesStorageWith(Tensor other)
    {
        using var self = new TensorRef(this);
        using var that = new TensorRef(other);
        byte shares;
        Native.Check(NativeMethods.nt_tensor_shares_storage(self.Handle, that.Handle, &shares));
        return shares != 0;
    }

    /// <summary>Everything that one native call tells.</summary>
    internal NtTensorInfo Info()
    {
        using var self = new TensorRef(this);
        return Info(self);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static NtTensorInfo Info(TensorRef self)
    {
        NtTensorInfo info;
        Native.Check(NativeMethods.nt_tensor_info(self.Handle, &info));
        return info;
    }

    /// <summary>What a debugger shows; no element is read.</summary>
    string DebuggerDisplay => IsDisposed
        ? "disposed"
        : $"{Dtype}{Shape} {Device}{(GradFn is { } fn ? $" grad_fn={fn.Name}" : RequiresGrad ? " requires_grad" : "")}";
}
