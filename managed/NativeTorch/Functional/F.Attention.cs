namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>softmax(query key^T scale + mask) value: (..., L, E), (..., S, E) and (..., S, Ev) give (..., L, Ev).</summary>
    /// <param name="query">(..., L, E).</param>
    /// <param name="key">(..., S, E).</param>
    /// <param name="value">(..., S, Ev).</param>
    /// <param name="attnMask">To be broadcast to (..., L, S): bool, where true takes part, or numbers that are added to the
    /// scores.</param>
    /// <param name="dropoutP">Probability with which a weight is 0; for evaluation pass 0.</param>
    /// <param name="isCausal">Whether place i sees only places up to i; not together with a mask.</param>
    /// <param name="scale">Factor of the scores (default 1 / sqrt(E)).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.scaled_dot_product_attention</c>, as of 2.5: a place that the mask leaves nothing
    /// to see gives zeros.</remarks>
    /// <exception cref="DtypeMismatchException">The mask is neither bool nor floating.</exception>
    /// <exception cref="ArgumentException">A mask and <paramref name="isCausal"/>.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor ScaledDotProductAttention(Tensor query, Tensor key, Tensor value, Tensor? attnMask = null, double dropoutP = 0,
        bool isCausal = false, double? scale = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (query.Dim < 2 || key.Dim < 2 || value.Dim < 2)
            throw new ShapeMismatchException($"[scaled_dot_product_attention] query {query.Shape}, key {key.Shape} and value "
                + $"{value.Shape}: each needs two or more dimensions");
        if (attnMask is { Dtype: var dtype } && dtype != Dtype.Bool && !dtype.IsFloatingPoint)
            throw new DtypeMismatchException($"[scaled_dot_product_attention] the mask is {dtype}: bool and floating dtypes are taken");
        if (isCausal && attnMask is not null)
            throw new ArgumentException("[scaled_dot_product_attention] isCausal makes the mask: pass no attnMask with it", nameof(attnMask));
        double factor = scale ?? 1 / Math.Sqrt(query.Size(-1));
        Tensor scores = (query * factor).Matmul(key.Transpose(-2, -1));
        if (isCausal)
            scores = scores + Torch.Full([query.Size(-2), key.Size(-2)], double.NegativeInfinity, query.Dtype, query.Device).Triu(1);
        // Without a mask nothing is blind: also where isCausal hides what comes after, all see place 0.
        if (attnMask is null)
            return Dropped(scores.Softmax(-1), dropoutP).Matmul(value);
        scores = scores + Additive(attnMask.Dtype == Dtype.Bool ? attnMask.LogicalNot() : attnMask, query);
        Tensor blind = scores.Detach().Eq(double.NegativeInfinity).All(-1, keepDim: true);
        // Blind rows have no softmax, and it has no derivative there.
        return Dropped(scores.MaskedFill(blind, 0).Softmax(-1).MaskedFill(blind, 0), dropoutP).Matmul(value);
    }

    static Tensor Dropped(Tensor weights, double p) => p > 0 ? Dropout(weights, p) : weights;

    /// <summary>A mask as numbers to add to the scores: -inf where a bool one is true.</summary>
    static Tensor Additive(Tensor mask, Tensor like) => mask.Dtype == Dtype.Bool
        ? Torch.Zeros(mask.Shape, like.Dtype, like.Device).MaskedFill_(mask, double.NegativeInfinity)
        : mask.To(like.Dtype);
}
