namespace NativeTorch.NN;

/// <summary>The input (N, C, H, W) at another spatial size, by the nearest element. PyTorch: <c>torch.nn.UpsamplingNearest2d</c>.</summary>
/// <param name="size">The output's spatial size. Either this or <paramref name="scaleFactor"/> is given.</param>
/// <param name="scaleFactor">How many times larger the output is.</param>
public sealed partial class UpsamplingNearest2d(OutputSize? size = null, ScaleFactor? scaleFactor = null)
    : Upsample(size, scaleFactor, InterpolationMode.Nearest);
