namespace NativeTorch;

/// <summary>Collects pairs of derivatives and remembers the worst.</summary>
sealed class DerivativeComparison(double atol, double rtol)
{
    long pairs, failures;
    double worstExcess;
    GradCheckMismatch? worst;

    /// <summary>Adds a pair of single elements.</summary>
    public void Add(int input, long inputElement, Shape inputShape, int output, long outputElement, Shape outputShape, double analytical, double numerical) =>
        Add(analytical, numerical, () => new(input, Unravel(inputElement, inputShape), output, Unravel(outputElement, outputShape), analytical, numerical));

    /// <summary>Adds a pair of derivatives along directions.</summary>
    public void Add(int input, int output, double analytical, double numerical) =>
        Add(analytical, numerical, () => new(input, null, output, null, analytical, numerical));

    void Add(double analytical, double numerical, Func<GradCheckMismatch> mismatch)
    {
        pairs++;
        double excess = Math.Abs(analytical - numerical) - (atol + rtol * Math.Abs(numerical));
        if (excess <= 0 || analytical.Equals(numerical)) // equal infinities, and NaN with NaN, agree
            return;
        failures++;
        if (worst is not null && !(excess > worstExcess || double.IsNaN(excess)))
            return;
        (worst, worstExcess) = (mismatch(), excess);
    }

    public GradCheckReport Report() => new(pairs, worst, failures);

    static long[] Unravel(long element, Shape shape)
    {
        var index = new long[shape.Count];
        for (int d = shape.Count - 1; d >= 0; d--)
            (element, index[d]) = Math.DivRem(element, shape[d]);
        return index;
    }
}
