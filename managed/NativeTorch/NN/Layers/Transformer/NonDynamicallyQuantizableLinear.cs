namespace NativeTorch.NN;

/// <summary>A <see cref="Linear"/>, as it is called in <see cref="MultiheadAttention"/>'s printed form. PyTorch:
/// <c>torch.nn.modules.linear.NonDynamicallyQuantizableLinear</c>.</summary>
/// <param name="inFeatures">Size of each input.</param>
/// <param name="outFeatures">Size of each output.</param>
/// <param name="bias">Whether there is a bias (default true).</param>
/// <param name="dtype">Dtype of the parameters (default float32).</param>
/// <param name="device">Where the parameters are (default CPU).</param>
public sealed partial class NonDynamicallyQuantizableLinear(long inFeatures, long outFeatures, bool bias = true, Dtype? dtype = null,
    Device? device = null) : Linear(inFeatures, outFeatures, bias, dtype, device);
