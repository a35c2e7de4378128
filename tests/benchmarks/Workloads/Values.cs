using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads;

/// <summary>Turns results into numbers that are compared between frameworks.</summary>
static class Values
{
    const int Samples = 16, Chunk = 1 << 20;

    public static CheckValues Of(Tensor result)
    {
        using var scope = new TensorScope();
        using var noGrad = Torch.NoGrad();
        Tensor flat = result.Detach().Reshape(-1);
        long count = flat.Size(0);
        double sum = 0, abs = 0;
        for (long start = 0; start < count; start += Chunk)
        {
            // Piece by piece, so that the copy in float64 stays small.
            Tensor piece = flat.Slice(0, start, Math.Min(start + Chunk, count)).To(Dtype.Float64);
            sum += piece.Sum().Item<double>();
            abs += piece.Abs().Sum().Item<double>();
        }
        double[] values = [.. Places(count).Select(i => flat[i].To(Dtype.Float64).Item<double>())];
        return new(count, sum, abs, values);
    }

    /// <summary>Single numbers, as losses.</summary>
    public static CheckValues Of(IReadOnlyList<double> numbers) =>
        new(numbers.Count, numbers.Sum(), numbers.Sum(Math.Abs), [.. Places(numbers.Count).Select(i => numbers[(int)i])]);

    static IEnumerable<long> Places(long count) => count <= Samples
        ? Enumerable.Range(0, (int)count).Select(i => (long)i)
        : Enumerable.Range(0, Samples).Select(i => i * (count - 1) / (Samples - 1));
}
