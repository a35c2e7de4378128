namespace NativeTorch.NN;

/// <summary>Elman's recurrent network: h = tanh(W_ih x + b_ih + W_hh h + b_hh) at each step, or relu of it. PyTorch:
/// <c>torch.nn.RNN</c>.</summary>
/// <inheritdoc cref="RNNBase" path="/remarks"/>
public sealed partial class RNN : RNNBase
{
    /// <summary>A network with first values from the default generator.</summary>
    /// <param name="inputSize">Size of each input.</param>
    /// <param name="hiddenSize">Size of the state.</param>
    /// <param name="numLayers">How many layers there are (default 1).</param>
    /// <param name="nonlinearity">Tanh (default) or ReLU.</param>
    /// <param name="bias">Whether biases are added (default true).</param>
    /// <param name="batchFirst">Whether inputs and outputs are (batch, steps, size) instead of (steps, batch, size) (default
    /// false).</param>
    /// <param name="dropout">Probability with which an output of all layers but the last is 0 in training (default 0).</param>
    /// <param name="bidirectional">Whether each layer also runs from the last step to the first (default false).</param>
    /// <param name="dtype">Dtype of the parameters (default float32).</param>
    /// <param name="device">Where the parameters are (default CPU).</param>
    /// <exception cref="ArgumentException">A size is not positive, dropout is outside of [0, 1], or another nonlinearity.</exception>
    public RNN(long inputSize, long hiddenSize, long numLayers = 1, Nonlinearity nonlinearity = Nonlinearity.Tanh, bool bias = true,
        bool batchFirst = false, double dropout = 0, bool bidirectional = false, Dtype? dtype = null, Device? device = null)
        : base(ModeOf("RNN", nonlinearity), inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, 0, dtype, device) =>
        Nonlinearity = nonlinearity;

    /// <summary>Tanh or ReLU.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>The last layer's output at each step, and each layer's state after the last one.</summary>
    /// <param name="input">(steps, batch, inputSize), (batch, steps, inputSize) with <see cref="RNNBase.BatchFirst"/>, or (steps,
    /// inputSize).</param>
    /// <param name="hx">The first states, (layers * directions, batch, hiddenSize), or without the batch (default 0).</param>
    /// <returns>As the input, with directions * hiddenSize at its end; and as <paramref name="hx"/>.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public (Tensor Output, Tensor State) Forward(Tensor input, Tensor? hx = null)
    {
        var (output, h, _) = Run(input, hx, null);
        return (output, h);
    }

    /// <summary>As above, for sequences of different lengths.</summary>
    /// <param name="input">Packed sequences.</param>
    /// <param name="hx">The first states, (layers * directions, batch, hiddenSize), in the order before packing (default 0).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public (PackedSequence Output, Tensor State) Forward(PackedSequence input, Tensor? hx = null)
    {
        var (output, h, _) = Run(input, hx, null);
        return (output, h);
    }

    internal static RecurrentMode ModeOf(string module, Nonlinearity nonlinearity) => nonlinearity switch
    {
        Nonlinearity.Tanh => RecurrentMode.Tanh,
        Nonlinearity.ReLU => RecurrentMode.ReLU,
        _ => throw new ArgumentException($"[{module}] the nonlinearity is Tanh or ReLU, not {nonlinearity}", nameof(nonlinearity)),
    };
}
