using System.Globalization;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>A program and how its losses are compared with PyTorch's.</summary>
/// <param name="Train">The program: from its seed and the dtype of all that floats in it (torch.set_default_dtype) to the loss of each
/// step, without end.</param>
/// <param name="Until">The part of the first loss below which nothing is compared any more.</param>
/// <param name="Drowns">Whether the sum of squares falls so far that it is made of roundings: of PyTorch's own float32 curve on another
/// machine, or with other threads, nothing is left there. That the program is PyTorch's shows in float64.</param>
/// <param name="Twin">The program with first weights that are one rounding off, where roundings grow so much that PyTorch's own curves with
/// one library of kernels and with another are farther apart than 1e-4: nobody can follow more closely than the twins do each other.</param>
sealed record LossCurve(Func<ulong, Dtype, IEnumerable<double>> Train, double Until = 0, bool Drowns = false,
    Func<ulong, Dtype, IEnumerable<double>>? Twin = null)
{
    const int FirstSteps = 50;

    /// <summary>By how much two curves may be farther apart than the twins.</summary>
    const double TwinsShare = 4;

    /// <summary>Runs the program; null where its losses follow PyTorch's, else the first step that does not.</summary>
    public string? Difference(ulong seed, IReadOnlyList<double> expected) => Difference(seed, Dtype.Float32, expected, 1e-4, 1e-2);

    /// <summary>The same in float64, where roundings are small: 1e-9 at every step.</summary>
    /// <param name="every">Which losses are given: this one, twice this one, ...</param>
    public string? Float64Difference(ulong seed, IReadOnlyList<double> expected, int every) =>
        Difference(seed, Dtype.Float64, expected, 1e-9, 1e-9, every);

    string? Difference(ulong seed, Dtype dtype, IReadOnlyList<double> expected, double early, double late, int every = 1)
    {
        // Before the program itself, because both draw from the default generator.
        double[]? twin = dtype == Dtype.Float32 ? Twin?.Invoke(seed, dtype).Take(expected.Count).ToArray() : null;
        double apart = 0;
        double rounding = Drowns ? (dtype == Dtype.Float64 ? Math.ScaleB(1, -48) : Math.ScaleB(1, -18)) * Math.Sqrt(expected[0]) : 0;
        int at = 0;
        foreach (double loss in Train(seed, dtype).Where((_, step) => step % every == 0).Take(expected.Count))
        {
            double wanted = expected[at], tolerance = at * every < FirstSteps ? early : late;
            if (wanted < Until * expected[0])
                return null;
            if (twin is not null)
                apart = Math.Max(apart, TwinsShare * Math.Abs(loss - twin[at]));
            // A sum of squares is the square of a distance, and the distance has the roundings of the numbers that it is between.
            bool follows = Math.Abs(loss - wanted) <= Math.Max(tolerance * wanted, apart) || Math.Abs(Math.Sqrt(loss) - Math.Sqrt(wanted)) <= rounding;
            if (!follows)
                return string.Create(CultureInfo.InvariantCulture, $"the loss of step {at * every} is {loss:R}, not {wanted:R}");
            at++;
        }
        return at == expected.Count ? null : $"there are {at} losses, not {expected.Count}";
    }
}
