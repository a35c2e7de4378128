namespace NativeTorch;

// Creation with the dtype and device of a tensor.
public partial class Tensor
{
    /// <summary>A tensor of the given sizes whose memory is not set, with this tensor's dtype and device where none is given.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.new_empty</c>.</remarks>
    public Tensor NewEmpty(ReadOnlySpan<long> size, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Torch.Empty(size, dtype ?? Dtype, device ?? Device, requiresGrad);

    /// <summary>A tensor of the given sizes filled with a number, with this tensor's dtype and device where none is given.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.new_full</c>.</remarks>
    public Tensor NewFull(ReadOnlySpan<long> size, Scalar fillValue, Dtype? dtype = null, Device? device = null,
        bool requiresGrad = false) => Torch.Full(size, fillValue, dtype ?? Dtype, device ?? Device, requiresGrad);

    /// <summary>Zeros of the given sizes, with this tensor's dtype and device where none is given.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.new_zeros</c>.</remarks>
    public Tensor NewZeros(ReadOnlySpan<long> size, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        NewFull(size, 0, dtype, device, requiresGrad);

    /// <summary>Ones of the given sizes, with this tensor's dtype and device where none is given.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.new_ones</c>.</remarks>
    public Tensor NewOnes(ReadOnlySpan<long> size, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        NewFull(size, 1, dtype, device, requiresGrad);
}
