namespace NativeTorch;

/// <summary>How a quotient is rounded to a whole number.</summary>
/// <remarks>PyTorch: <c>rounding_mode</c> of <c>torch.div</c>.</remarks>
public enum RoundingMode
{
    /// <summary>Towards zero, as C# divides integers.</summary>
    Trunc = 0,

    /// <summary>Downwards, as Python's <c>//</c> does.</summary>
    Floor = 1,
}
