namespace NativeTorch;

/// <summary>How <see cref="F.Gelu(Tensor, GeluApproximation)"/> computes the normal distribution.</summary>
/// <remarks>PyTorch: <c>approximate</c> of <c>torch.nn.functional.gelu</c>.</remarks>
public enum GeluApproximation
{
    /// <summary>Exactly, by the error function.</summary>
    None = 0,

    /// <summary>By a hyperbolic tangent.</summary>
    Tanh = 1,
}
