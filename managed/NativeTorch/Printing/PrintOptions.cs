namespace NativeTorch;

/// <summary>How tensors are printed.</summary>
/// <remarks>PyTorch: <c>torch.set_printoptions</c>.</remarks>
/// <param name="Precision">Digits behind the point.</param>
/// <param name="Threshold">The number of elements above which only the edges are shown.</param>
/// <param name="EdgeItems">How many of each edge.</param>
/// <param name="LineWidth">Characters in a line.</param>
/// <param name="SciMode">Whether exponents are used; by default where the numbers ask for it.</param>
public sealed record PrintOptions(int Precision = 4, long Threshold = 1000, int EdgeItems = 3, int LineWidth = 80, bool? SciMode = null)
{
    /// <summary>What <see cref="Tensor.ToString()"/> uses; set it to change that.</summary>
    public static PrintOptions Default { get; set; } = new();
}
