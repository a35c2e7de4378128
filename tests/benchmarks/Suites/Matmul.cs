namespace NativeTorch.Benchmarks.Suites;

/// <summary>Matrix products: square, tall, batched, transposed; 2 m k n operations.</summary>
static class Matmul
{
    public static Suite Suite { get; } = new("matmul", "Matrix products", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (long n in quick ? [8, 64, 256, 1024] : new long[] { 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096 })
            yield return Product($"{n}", n, n, n);
        foreach (var (m, k, n) in new (long, long, long)[] { (4096, 64, 64), (64, 1000, 100), (128, 3072, 128), (1, 1000, 100), (1, 4096, 4096), (1000, 100, 1) })
            yield return Product($"{m}x{k} with {k}x{n}", m, k, n);
        yield return Product("64 times 32", 32, 32, 32, batch: 64);
        yield return Product("12 times 128x64 with 64x128", 128, 64, 128, batch: 12);
        foreach (long n in quick ? [256] : new long[] { 64, 256, 1024 })
        {
            yield return Product($"{n}, left transposed", n, n, n, left: " t");
            yield return Product($"{n}, right transposed", n, n, n, right: " t");
        }
        // PyTorch 1.13 without AVX-512 adds up in bfloat16: of 256 terms it is off by up to 3, where numbers are about 16.
        foreach (long n in quick ? [256] : new long[] { 64, 256, 1024 })
            yield return Product($"{n}, bfloat16", n, n, n, left: " bfloat16", right: " bfloat16") with { Precision = "bfloat16", Tolerance = 1e-2 * Math.Sqrt(n) };
    }

    static Case Product(string name, long m, long k, long n, long batch = 1, string left = "", string right = "")
    {
        string times = batch == 1 ? "" : $"{batch}x";
        return OpCase.Of(name, "matmul", $"randn {times}{m}x{k}{left}; randn {times}{k}x{n}{right}") with
        {
            Flops = 2.0 * batch * m * k * n,
            Bytes = m == 1 || n == 1 ? 4.0 * batch * (m * k + k * n + m * n) : 0, Stream = "read",
            Tolerance = 1e-4, Features = ["scope"],
            Goal = Math.Min(m, Math.Min(k, n)) >= 128 ? new(1) { Share = 0.9 } : Math.Max(m, Math.Max(k, n)) < 128 ? new(2) : Goal.NotSlower,
        };
    }
}
