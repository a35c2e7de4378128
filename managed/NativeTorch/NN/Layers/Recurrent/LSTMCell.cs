namespace NativeTorch.NN;

/// <summary>One step of an <see cref="LSTM"/>. PyTorch: <c>torch.nn.LSTMCell</c>.</summary>
/// <inheritdoc cref="RNNCellBase" path="/remarks"/>
/// <param name="inputSize">Size of each input.</param>
/// <param name="hiddenSize">Size of the cells.</param>
/// <param name="bias">Whether biases are added (default true).</param>
/// <param name="dtype">Dtype of the parameters (default float32).</param>
/// <param name="device">Where the parameters are (default CPU).</param>
/// <exception cref="ArgumentException">A size is not positive.</exception>
public sealed partial class LSTMCell(long inputSize, long hiddenSize, bool bias = true, Dtype? dtype = null, Device? device = null)
    : RNNCellBase(inputSize, hiddenSize, bias, 4, dtype, device)
{
    /// <summary>The next h and c.</summary>
    /// <param name="input">(batch, inputSize), or (inputSize).</param>
    /// <param name="hx">h and c, each (batch, hiddenSize), or (hiddenSize) (default 0).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public (Tensor H, Tensor C) Forward(Tensor input, (Tensor H, Tensor C)? hx = null) =>
        Step(RecurrentMode.LSTM, input, hx?.H, hx?.C) is var (h, c) ? (h, c!) : default;
}
