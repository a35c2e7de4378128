namespace NativeTorch.NN;

/// <summary>Long short-term memory: c = f c + i g and h = o tanh(c), where i, f and o are sigmoids and g is tanh of
/// W_ih x + b_ih + W_hh h + b_hh. PyTorch: <c>torch.nn.LSTM</c>.</summary>
/// <inheritdoc cref="RNNBase" path="/remarks"/>
public sealed partial class LSTM : RNNBase
{
    /// <summary>A network with first values from the default generator.</summary>
    /// <param name="inputSize">Size of each input.</param>
    /// <param name="hiddenSize">Size of the cells.</param>
    /// <param name="numLayers">How many layers there are (default 1).</param>
    /// <param name="bias">Whether biases are added (default true).</param>
    /// <param name="batchFirst">Whether inputs and outputs are (batch, steps, size) instead of (steps, batch, size) (default
    /// false).</param>
    /// <param name="dropout">Probability with which an output of all layers but the last is 0 in training (default 0).</param>
    /// <param name="bidirectional">Whether each layer also runs from the last step to the first (default false).</param>
    /// <param name="projSize">The size that h is projected to; 0 for none (default).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">A size is not positive, dropout is outside of [0, 1], or projSize is not less than
    /// hiddenSize.</exception>
    public LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, long projSize = 0, Dtype? dtype = null, Device? device = null)
        : base(RecurrentMode.LSTM, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, projSize, dtype, device)
    {
    }

    /// <summary>The last layer's h at each step, and each layer's h and c after the last one.</summary>
    /// <param name="input">(steps, batch, inputSize), (batch, steps, inputSize) with <see cref="RNNBase.BatchFirst"/>, or (steps,
    /// inputSize).</param>
    /// <param name="hx">The first h, (layers * directions, batch, projSize or hiddenSize), and c, (layers * directions, batch,
    /// hiddenSize), or both without the batch (default 0).</param>
    /// <returns>As the input, with directions times the size of h at its end; and as <paramref name="hx"/>.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public (Tensor Output, (Tensor H, Tensor C) State) Forward(Tensor input, (Tensor H, Tensor C)? hx = null)
    {
        var (output, h, c) = Run(input, hx?.H, hx?.C);
        return (output, (h, c!));
    }

    /// <summary>As above, for sequences of different lengths.</summary>
    /// <param name="input">Packed sequences.</param>
    /// <param name="hx">The first h and c, in the order before packing (default 0).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public (PackedSequence Output, (Tensor H, Tensor C) State) Forward(PackedSequence input, (Tensor H, Tensor C)? hx = null)
    {
        var (output, h, c) = Run(input, hx?.H, hx?.C);
        return (output, (h, c!));
    }
}
