namespace NativeTorch.NN;

/// <summary>One step of a <see cref="GRU"/>. PyTorch: <c>torch.nn.GRUCell</c>.</summary>
/// <inheritdoc cref="RNNCellBase" path="/remarks"/>
/// <param name="inputSize">Size of each input.</param>
/// <param name="hiddenSize">Size of the state.</param>
/// <param name="bias">Whether biases are added (default true).</param>
/// <param name="dtype">Dtype of the parameters (default float32).</param>
/// <param name="device">Where the parameters are (default CPU).</param>
/// <exception cref="ArgumentException">A size is not positive.</exception>
public sealed partial class GRUCell(long inputSize, long hiddenSize, bool bias = true, Dtype? dtype = null, Device? device = null)
    : RNNCellBase(inputSize, hiddenSize, bias, 3, dtype, device)
{
    /// <summary>The next state.</summary>
    /// <param name="input">(batch, inputSize), or (inputSize).</param>
    /// <param name="hx">The state, (batch, hiddenSize), or (hiddenSize) (default 0).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor input, Tensor? hx = null) => Step(RecurrentMode.GRU, input, hx, null).H;
}
