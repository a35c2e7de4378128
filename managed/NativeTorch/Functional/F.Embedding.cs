using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>Rows of a table by number: (...) gives (..., D).</summary>
    /// <param name="input">The numbers, int64 or int32.</param>
    /// <param name="weight">The table, (rows, D).</param>
    /// <param name="paddingIdx">A row that gets no gradient; negative ones count from the back.</param>
    /// <param name="maxNorm">Rows that are used and longer are shortened to this norm, in place.</param>
    /// <param name="normType">Which norm.</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it is used.</param>
    /// <param name="sparse">Taken for PyTorch's sake: gradients are dense.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.embedding</c>.</remarks>
    /// <exception cref="TensorIndexException">A number is out of range.</exception>
    /// <exception cref="ShapeMismatchException">The table is no matrix.</exception>
    public static Tensor Embedding(Tensor input, Tensor weight, long? paddingIdx = null, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false, bool sparse = false)
    {
        using var self = new TensorRef(input);
        using var table = new TensorRef(weight);
        long padding = paddingIdx.GetValueOrDefault();
        double norm = maxNorm.GetValueOrDefault();
        nint result;
        Native.Check(NativeMethods.nt_embedding(self.Handle, table.Handle, paddingIdx.HasValue ? &padding : null,
            maxNorm.HasValue ? &norm : null, normType, Native.Flag(scaleGradByFreq), &result));
        return new Tensor(result);
    }

    /// <summary>Sums, means or maxima of rows of a table: one for each row of 2-d numbers, or for each part of 1-d numbers.</summary>
    /// <param name="input">The numbers, int64 or int32.</param>
    /// <param name="weight">The table, (rows, D).</param>
    /// <param name="offsets">Where each part of 1-d numbers begins.</param>
    /// <param name="maxNorm">Rows that are used and longer are shortened to this norm, in place.</param>
    /// <param name="normType">Which norm.</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it is used.</param>
    /// <param name="mode">How rows are combined.</param>
    /// <param name="sparse">Taken for PyTorch's sake: gradients are dense.</param>
    /// <param name="perSampleWeights">Factors of the numbers' shape; for sums.</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last part.</param>
    /// <param name="paddingIdx">A row that does not take part; negative ones count from the back.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.embedding_bag</c>.</remarks>
    /// <exception cref="TensorIndexException">A number is out of range.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor EmbeddingBag(Tensor input, Tensor weight, Tensor? offsets = null, double? maxNorm = null,
        double normType = 2, bool scaleGradByFreq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false,
        Tensor? perSampleWeights = null, bool includeLastOffset = false, long? paddingIdx = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        if (input.Dtype.IsFloatingPoint && weight.Dtype == Dtype.Int64)
            (input, weight) = (weight, input); // the order of old, which PyTorch takes too
        using var self = new TensorRef(input);
        using var table = new TensorRef(weight);
        using var starts = new OptionalTensorRef(offsets);
        using var factors = new OptionalTensorRef(perSampleWeights);
        long padding = paddingIdx.GetValueOrDefault();
        double norm = maxNorm.GetValueOrDefault();
        nint result;
        Native.Check(NativeMethods.nt_embedding_bag(self.Handle, table.Handle, starts.Handle, maxNorm.HasValue ? &norm : null,
            normType, Native.Flag(scaleGradByFreq), (int)mode, factors.Handle, Native.Flag(includeLastOffset),
            paddingIdx.HasValue ? &padding : null, &result));
        return new Tensor(result);
    }
}
