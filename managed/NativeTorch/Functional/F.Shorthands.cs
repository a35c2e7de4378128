namespace NativeTorch;

/// <summary>Functions of neural networks: activations, convolution and pooling, losses.</summary>
/// <remarks>PyTorch: <c>torch.nn.functional</c>.</remarks>
public static unsafe partial class F
{
    /// <summary>Elementwise: max(x, 0).</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.relu</c>.</remarks>
    public static Tensor Relu(Tensor input) => NotNull(input).Relu();

    /// <summary>Elementwise: max(x, 0). Changes <paramref name="input"/> and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.relu_</c>.</remarks>
    public static Tensor Relu_(Tensor input) => NotNull(input).Relu_();

    /// <summary>Elementwise: 1 / (1 + e^-x).</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.sigmoid</c>.</remarks>
    public static Tensor Sigmoid(Tensor input) => NotNull(input).Sigmoid();

    /// <summary>Elementwise: hyperbolic tangent.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.tanh</c>.</remarks>
    public static Tensor Tanh(Tensor input) => NotNull(input).Tanh();

    /// <summary>e^x_i / sum_j e^x_j along a dimension.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.softmax</c>.</remarks>
    public static Tensor Softmax(Tensor input, long dim, Dtype? dtype = null) => NotNull(input).Softmax(dim, dtype);

    /// <summary>log(softmax(x)) along a dimension, computed without overflow.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.log_softmax</c>.</remarks>
    public static Tensor LogSoftmax(Tensor input, long dim, Dtype? dtype = null) => NotNull(input).LogSoftmax(dim, dtype);

    static Tensor NotNull(Tensor? input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }
}
