namespace NativeTorch.NN;

/// <summary>The input (N, C, H, W) at another spatial size, bilinear between elements, corners aligned. PyTorch: <c>torch.nn.UpsamplingBilinear2d</c>.</summary>
/// <param name="size">The output's spatial size. Either this or <paramref name="scaleFactor"/> is given.</param>
/// <param name="scaleFactor">How many times larger the output is.</param>
public sealed partial class UpsamplingBilinear2d(OutputSize? size = null, ScaleFactor? scaleFactor = null)
    : Upsample(size, scaleFactor, InterpolationMode.Bilinear, alignCorners: true);
