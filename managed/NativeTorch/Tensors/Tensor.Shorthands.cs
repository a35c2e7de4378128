namespace NativeTorch;

// What PyTorch offers beside the ops themselves, in terms of them.
public partial class Tensor
{
    /// <summary>The largest element; NaN wins; the gradient is shared between equals.</summary>
    /// <remarks>PyTorch: <c>torch.max</c>.</remarks>
    public Tensor Max() => Amax();

    /// <summary>Elementwise: the larger; NaN wins.</summary>
    /// <remarks>PyTorch: <c>torch.max</c> of two tensors, <c>torch.maximum</c>.</remarks>
    public Tensor Max(Tensor other) => Maximum(other);

    /// <summary>The smallest element; NaN wins; the gradient is shared between equals.</summary>
    /// <remarks>PyTorch: <c>torch.min</c>.</remarks>
    public Tensor Min() => Amin();

    /// <summary>Elementwise: the smaller; NaN wins.</summary>
    /// <remarks>PyTorch: <c>torch.min</c> of two tensors, <c>torch.minimum</c>.</remarks>
    public Tensor Min(Tensor other) => Minimum(other);

    /// <summary>Sets every element to 0.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.zero_</c>.</remarks>
    public Tensor Zero_() => Fill_(0);
}
