namespace NativeTorch.Conformance.Checking;

/// <summary>How far a number may be from PyTorch's: |a - b| &lt;= atol + rtol |b|.</summary>
readonly record struct Tolerance(double Relative, double Absolute)
{
    const Dtype Single = Dtype.Float32;

    /// <summary>Ops that may be further off, with the reason.</summary>
    static readonly Dictionary<(string Op, Dtype Dtype), (Tolerance Tolerance, string Reason)> Looser = new[]
    {
        (Single, "sums of products in another order: PyTorch's own tests allow as much", new Tolerance(1.3e-5, 1.3e-5), "addbmm addmm addmv baddbmm bmm einsum inner linalg.multi_dot matmul mm mv __rmatmul__ nn.functional.bilinear nn.functional.linear tensordot"),
        (Single, "PyTorch's own result is off by more than the usual tolerance: rounding of sums over whole signals",
            new Tolerance(1.3e-6, 1e-4), "fft.hfft fft.hfft2 fft.hfftn fft.irfft fft.irfft2 fft.irfftn"),
        (Single, "rounding grows with the condition of the matrix, in PyTorch's result as in ours", new Tolerance(1e-4, 1e-4),
            "linalg.solve linalg.solve_ex linalg.tensorsolve linalg.tensorinv linalg.inv linalg.inv_ex matrix_exp ormqr"),
        (Single, "sums of products in another order: PyTorch's own tests allow as much", new Tolerance(1.3e-6, 1e-4),
            "nn.functional.conv_transpose1d nn.functional.conv_transpose2d nn.functional.conv_transpose3d"),
    }.SelectMany(rule => rule.Item4.Split(' ').Select(op => (Key: (op, rule.Item1), Value: (rule.Item3, rule.Item2)))).ToDictionary(p => p.Key, p => p.Value);

    /// <summary>torch.testing's, by dtype; integers and truth values are the same or not.</summary>
    public static Tolerance For(string op, Dtype dtype) => Looser.TryGetValue((op, dtype), out var looser) ? looser.Tolerance : dtype switch
    {
        Dtype.Float64 => new(1e-7, 1e-7),
        Dtype.Float32 => new(1.3e-6, 1e-5),
        Dtype.Float16 => new(1e-3, 1e-5),
        Dtype.BFloat16 => new(1.6e-2, 1e-5),
        _ => default,
    };

    public bool Accepts(double actual, double expected) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= Absolute + Relative * Math.Abs(expected) && double.IsFinite(expected);
}
