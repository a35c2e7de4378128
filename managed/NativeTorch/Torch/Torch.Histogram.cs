using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Numbers of elements, or sums of their weights, in bins of equal width, and the edges of the bins.</summary>
    /// <param name="input">The elements; float32 or float64.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="range">The two ends; the extremes of the input where they are not given. Elements beyond do not count.</param>
    /// <param name="weight">One for each element.</param>
    /// <param name="density">Whether the counts are scaled to integrate to 1.</param>
    /// <remarks>PyTorch: <c>torch.histogram</c>.</remarks>
    /// <exception cref="ArgumentException">A number of bins that is not positive, or a range that is not finite or reversed.</exception>
    public static (Tensor Hist, Tensor BinEdges) Histogram(Tensor input, long bins, ReadOnlySpan<double> range = default,
        Tensor? weight = null, bool density = false) => Histogram(input, bins, null, range, weight, density);

    /// <summary>Numbers of elements, or sums of their weights, between given edges, and the edges.</summary>
    /// <param name="input">The elements; float32 or float64.</param>
    /// <param name="bins">Ascending edges.</param>
    /// <param name="weight">One for each element.</param>
    /// <param name="density">Whether the counts are scaled to integrate to 1.</param>
    /// <remarks>PyTorch: <c>torch.histogram</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The edges have not one dimension.</exception>
    public static (Tensor Hist, Tensor BinEdges) Histogram(Tensor input, Tensor bins, Tensor? weight = null, bool density = false) =>
        Histogram(input, 0, NotNull(bins), default, weight, density);

    static (Tensor Hist, Tensor BinEdges) Histogram(Tensor input, long bins, Tensor? edges, ReadOnlySpan<double> range,
        Tensor? weight, bool density)
    {
        using var self = new TensorRef(input);
        using var edgesRef = new OptionalTensorRef(edges);
        using var weightRef = new OptionalTensorRef(weight);
        nint hist, binEdges;
        fixed (double* ends = range)
            Native.Check(NativeMethods.nt_histogram(self.Handle, bins, edgesRef.Handle, ends, range.Length, weightRef.Handle,
                Native.Flag(density), &hist, &binEdges));
        return (new Tensor(hist), new Tensor(binEdges));
    }

    /// <summary>Histogram of points, whose coordinates are the last dimension of the input, in bins of equal width.</summary>
    /// <param name="input">The points; float32 or float64.</param>
    /// <param name="bins">The number of bins for each coordinate.</param>
    /// <param name="range">Two ends for each coordinate; the extremes of the input where they are not given.</param>
    /// <param name="weight">One for each point.</param>
    /// <param name="density">Whether the counts are scaled to integrate to 1.</param>
    /// <returns>The counts, a dimension for each coordinate, and the edges of each.</returns>
    /// <remarks>PyTorch: <c>torch.histogramdd</c>.</remarks>
    /// <exception cref="ArgumentException">There is not one number of bins for each coordinate.</exception>
    public static (Tensor Hist, Tensor[] BinEdges) HistogramDd(Tensor input, ReadOnlySpan<long> bins,
        ReadOnlySpan<double> range = default, Tensor? weight = null, bool density = false)
    {
        var lengths = new long[bins.Length];
        for (int i = 0; i < bins.Length; i++)
            lengths[i] = bins[i] + 1;
        return HistogramDd(input, bins, default, range, weight, density, lengths);
    }

    /// <summary>Histogram of points with the same number of bins for each coordinate.</summary>
    /// <inheritdoc cref="HistogramDd(Tensor, ReadOnlySpan{long}, ReadOnlySpan{double}, Tensor?, bool)"/>
    public static (Tensor Hist, Tensor[] BinEdges) HistogramDd(Tensor input, long bins, ReadOnlySpan<double> range = default,
        Tensor? weight = null, bool density = false)
    {
        var each = new long[NotNull(input).Dim == 0 ? 0 : input.Size(-1)];
        Array.Fill(each, bins);
        return HistogramDd(input, each, range, weight, density);
    }

    /// <summary>Histogram of points between given edges.</summary>
    /// <param name="input">The points; float32 or float64.</param>
    /// <param name="bins">Ascending edges for each coordinate.</param>
    /// <param name="weight">One for each point.</param>
    /// <param name="density">Whether the counts are scaled to integrate to 1.</param>
    /// <returns>The counts, a dimension for each coordinate, and the edges of each.</returns>
    /// <remarks>PyTorch: <c>torch.histogramdd</c>.</remarks>
    /// <exception cref="ArgumentException">There is not one list of edges for each coordinate.</exception>
    public static (Tensor Hist, Tensor[] BinEdges) HistogramDd(Tensor input, ReadOnlySpan<Tensor> bins, Tensor? weight = null,
        bool density = false)
    {
        var lengths = new long[bins.Length];
        for (int i = 0; i < bins.Length; i++)
            lengths[i] = NotNull(bins[i]).Numel;
        return HistogramDd(input, default, bins, default, weight, density, lengths);
    }

    static (Tensor Hist, Tensor[] BinEdges) HistogramDd(Tensor input, ReadOnlySpan<long> bins, ReadOnlySpan<Tensor> edges,
        ReadOnlySpan<double> range, Tensor? weight, bool density, long[] lengths)
    {
        using var self = new TensorRef(input);
        using var edgeRefs = new TensorRefs(edges!);
        using var weightRef = new OptionalTensorRef(weight);
        nint hist, binEdges;
        fixed (long* counts = bins)
        fixed (double* ends = range)
        fixed (nint* handles = edgeRefs)
            Native.Check(NativeMethods.nt_histogramdd(self.Handle, counts, bins.Length, handles, edges.Length, ends, range.Length,
                weightRef.Handle, Native.Flag(density), &hist, &binEdges));
        using var joined = new Tensor(binEdges);
        var lists = new Tensor[lengths.Length];
        long start = 0;
        for (int i = 0; i < lists.Length; start += lengths[i++])
            lists[i] = joined.Narrow(0, start, lengths[i]);
        return (new Tensor(hist), lists);
    }
}
