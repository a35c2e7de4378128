namespace NativeTorch.Conformance.Checking;

/// <summary>How far a number may be from PyTorch's: |a - b| &lt;= atol + rtol |b|.</summary>
readonly record struct Tolerance(double Relative, double Absolute)
{
    /// <summary>Ops that may be further off, with the reason.</summary>
    static readonly Dictionary<(string Op, Dtype Dtype), (Tolerance Tolerance, string Reason)> Looser = new();

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
