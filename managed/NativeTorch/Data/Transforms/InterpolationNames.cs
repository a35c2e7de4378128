namespace NativeTorch.Data.Transforms;

/// <summary>The ways of interpolation that images take, with PyTorch's names.</summary>
static class InterpolationNames
{
    /// <summary>The name, or an error where resizing does not take the mode.</summary>
    public static string OfResize(InterpolationMode mode, string transform) => mode switch
    {
        InterpolationMode.Nearest => "nearest",
        InterpolationMode.NearestExact => "nearest-exact",
        InterpolationMode.Bilinear => "bilinear",
        InterpolationMode.Bicubic => "bicubic",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode,
            $"[{transform}] interpolation: expected Nearest, NearestExact, Bilinear or Bicubic"),
    };

    /// <summary>The name, or an error where rotations do not take the mode.</summary>
    public static string OfAffine(InterpolationMode mode, string transform) => mode switch
    {
        InterpolationMode.Nearest => "nearest",
        InterpolationMode.Bilinear => "bilinear",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, $"[{transform}] interpolation: expected Nearest or Bilinear"),
    };
}
