namespace NativeTorch;

public static partial class F
{
    /// <summary>A draw from softmax(<paramref name="logits"/>) that can be differentiated: softmax((logits + g) / tau) with Gumbel's noise g.</summary>
    /// <param name="logits">Logarithms of weights.</param>
    /// <param name="tau">Temperature: the smaller, the nearer to one-hot (default 1).</param>
    /// <param name="hard">Whether the result is one-hot, with the gradient of the soft one (default false).</param>
    /// <param name="dim">The dimension of the categories (default -1).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.gumbel_softmax</c>, with its draws.</remarks>
    public static Tensor GumbelSoftmax(Tensor logits, double tau = 1, bool hard = false, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Tensor noise = -Torch.Empty(logits.Shape, logits.Dtype, logits.Device).Exponential_().Log();
        Tensor soft = ((logits + noise) / tau).Softmax(dim);
        if (!hard)
            return soft;
        Tensor largest = soft.Detach().ArgMax([dim], keepDim: true);
        Tensor oneHot = Torch.ZerosLike(logits.Detach()).Scatter_(dim, largest, 1.0);
        return oneHot - soft.Detach() + soft;
    }
}
