namespace NativeTorch;

public partial class Tensor
{
    /// <inheritdoc cref="Torch.Histogram(Tensor, long, ReadOnlySpan{double}, Tensor?, bool)"/>
    public (Tensor Hist, Tensor BinEdges) Histogram(long bins, ReadOnlySpan<double> range = default, Tensor? weight = null,
        bool density = false) => Torch.Histogram(this, bins, range, weight, density);

    /// <inheritdoc cref="Torch.Histogram(Tensor, Tensor, Tensor?, bool)"/>
    public (Tensor Hist, Tensor BinEdges) Histogram(Tensor bins, Tensor? weight = null, bool density = false) =>
        Torch.Histogram(this, bins, weight, density);
}
