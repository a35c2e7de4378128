namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>A tensor with the shape, dtype and device of another, whose memory is not set. As all of its kind, it lies in
    /// memory in the order of dimensions in which the other does.</summary>
    /// <remarks>PyTorch: <c>torch.empty_like</c>.</remarks>
    public static Tensor EmptyLike(Tensor input, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.IsContiguous)
            return Empty(input.Shape, dtype ?? input.Dtype, device ?? input.Device, requiresGrad);
        using Tensor values = input.Detach();
        return values.To(device ?? input.Device, dtype ?? input.Dtype, copy: true).RequiresGradIf(requiresGrad);
    }

    /// <summary>A tensor with the shape, dtype and device of another, in which every element is <paramref name="value"/>.</summary>
    /// <remarks>PyTorch: <c>torch.full_like</c>.</remarks>
    public static Tensor FullLike(Tensor input, Scalar value, Dtype? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.IsContiguous
            ? Full(input.Shape, value, dtype ?? input.Dtype, device ?? input.Device, requiresGrad)
            : EmptyLike(input, dtype, device).Fill_(value).RequiresGradIf(requiresGrad);
    }

    /// <summary>Zeros with the shape, dtype and device of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.zeros_like</c>.</remarks>
    public static Tensor ZerosLike(Tensor input, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        FullLike(input, 0, dtype, device, requiresGrad);

    /// <summary>Ones with the shape, dtype and device of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.ones_like</c>.</remarks>
    public static Tensor OnesLike(Tensor input, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        FullLike(input, 1, dtype, device, requiresGrad);

    /// <summary>Uniform numbers from [0, 1) with the shape, dtype and device of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.rand_like</c>.</remarks>
    public static Tensor RandLike(Tensor input, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        EmptyLike(input, dtype, device).Uniform_().RequiresGradIf(requiresGrad);

    /// <summary>Standard normal numbers with the shape, dtype and device of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.randn_like</c>.</remarks>
    public static Tensor RandnLike(Tensor input, Dtype? dtype = null, Device? device = null, bool requiresGrad = false) =>
        EmptyLike(input, dtype, device).Normal_().RequiresGradIf(requiresGrad);

    /// <summary>Integers from [0, <paramref name="high"/>) with the shape, dtype and device of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.randint_like</c>.</remarks>
    public static Tensor RandIntLike(Tensor input, long high, Dtype? dtype = null, Device? device = null) => RandIntLike(input, 0, high, dtype, device);

    /// <summary>Integers from [<paramref name="low"/>, <paramref name="high"/>) with the shape, dtype and device of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.randint_like</c>.</remarks>
    public static Tensor RandIntLike(Tensor input, long low, long high, Dtype? dtype = null, Device? device = null) =>
        EmptyLike(input, dtype, device).Random_(low, high);
}
