namespace NativeTorch;

/// <summary>Which of a Fourier transform's two directions divides by the number of points n.</summary>
public enum FftNorm
{
    /// <summary>The inverse, by n.</summary>
    Backward = 0,

    /// <summary>Both, by the root of n.</summary>
    Ortho = 1,

    /// <summary>The forward transform, by n.</summary>
    Forward = 2,
}
