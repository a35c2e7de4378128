namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Fourier transforms and what goes with them.</summary>
    /// <remarks>PyTorch: <c>torch.fft</c>.</remarks>
    public static unsafe partial class Fft;
}
