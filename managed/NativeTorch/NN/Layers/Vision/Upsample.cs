namespace NativeTorch.NN;

/// <summary>The input (N, C, ...) at another spatial size, of one to three dimensions. PyTorch: <c>torch.nn.Upsample</c>.</summary>
/// <param name="size">The output's spatial size. Either this or <paramref name="scaleFactor"/> is given.</param>
/// <param name="scaleFactor">How many times larger the output is.</param>
/// <param name="mode">How the output is found (default: nearest).</param>
/// <param name="alignCorners">Whether the centers of the outermost elements stay where they are, else their outer borders
/// (default). Goes with the linear and cubic modes.</param>
/// <param name="recomputeScaleFactor">Whether places follow from the sizes, although a scale factor is given.</param>
public partial class Upsample(OutputSize? size = null, ScaleFactor? scaleFactor = null,
    InterpolationMode mode = InterpolationMode.Nearest, bool? alignCorners = null, bool? recomputeScaleFactor = null) : Layer
{
    /// <summary>The output's spatial size; null where a scale factor was given.</summary>
    public OutputSize? Size { get; } = size;

    /// <summary>How many times larger the output is; null where a size was given.</summary>
    public ScaleFactor? ScaleFactor { get; } = scaleFactor;

    /// <summary>How the output is found.</summary>
    public InterpolationMode Mode { get; } = mode;

    /// <summary>Whether the centers of the outermost elements stay where they are; null where it was not given.</summary>
    public bool? AlignCorners { get; } = alignCorners;

    /// <summary>Whether places follow from the sizes; null where it was not given.</summary>
    public bool? RecomputeScaleFactor { get; } = recomputeScaleFactor;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        F.Interpolate(input, Size, ScaleFactor, Mode, AlignCorners, RecomputeScaleFactor);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        (ScaleFactor is { } factor ? $"scale_factor={factor}" : $"size={Size?.ToString() ?? "None"}")
        + $", mode={(Mode == InterpolationMode.NearestExact ? "nearest-exact" : Mode.ToString().ToLowerInvariant())}";
}
