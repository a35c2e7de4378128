namespace NativeTorch.NN;

/// <summary>One step of an <see cref="RNN"/>: h = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu of it. PyTorch:
/// <c>torch.nn.RNNCell</c>.</summary>
/// <inheritdoc cref="RNNCellBase" path="/remarks"/>
/// <param name="inputSize">Size of each input.</param>
/// <param name="hiddenSize">Size of the state.</param>
/// <param name="bias">Whether biases are added (default true).</param>
/// <param name="nonlinearity">Tanh (default) or ReLU.</param>
/// <param name="dtype">Dtype of the parameters (default float32).</param>
/// <param name="device">Where the parameters are (default CPU).</param>
/// <exception cref="ArgumentException">A size is not positive, or another nonlinearity.</exception>
public sealed partial class RNNCell(long inputSize, long hiddenSize, bool bias = true, Nonlinearity nonlinearity = Nonlinearity.Tanh,
    Dtype? dtype = null, Device? device = null) : RNNCellBase(inputSize, hiddenSize, bias, 1, dtype, device)
{
    readonly RecurrentMode mode = RNN.ModeOf("RNNCell", nonlinearity);

    /// <summary>Tanh or ReLU.</summary>
    public Nonlinearity Nonlinearity { get; } = nonlinearity;

    /// <summary>The next state.</summary>
    /// <param name="input">(batch, inputSize), or (inputSize).</param>
    /// <param name="hx">The state, (batch, hiddenSize), or (hiddenSize) (default 0).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor input, Tensor? hx = null) => Step(mode, input, hx, null).H;

    /// <inheritdoc/>
    protected override string ExtraRepr() => base.ExtraRepr() + (mode == RecurrentMode.ReLU ? ", nonlinearity=relu" : "");
}
