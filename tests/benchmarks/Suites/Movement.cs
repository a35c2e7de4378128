namespace NativeTorch.Benchmarks.Suites;

/// <summary>Elements that change their places; the rate counts what is read (indices too) and written.</summary>
static class Movement
{
    public static Suite Suite { get; } = new("movement", "Transposes and indexing", Cases);

    static IEnumerable<Case> Cases(bool quick) => (quick ? Size.Quick : Size.UpTo64MB).SelectMany(Of);

    static IEnumerable<Case> Of(Size size)
    {
        string a = $"randn {size.Shape}";
        long side = size.Side;
        Case Op(string name, string op, string inputs, double bytes, bool backward = false) =>
            OpCase.Of($"{name}, {size.Name}", op, inputs, backward) with
            {
                Bytes = bytes * size.Elements, Features = ["scope"], Threads = size.Threads,
            };
        yield return Op("t().contiguous()", "transpose", a, 8);
        yield return Op("NHWC to NCHW", "permute", $"randn {side / 16}x16x16x{side / 16}", 8);
        yield return Op("cat", "cat", $"{a}; {a}", 16);
        yield return Op("index_select of rows", "index_select", $"{a}; perm {side}", 8);
        yield return Op("gather", "gather", $"{a}; randint:{side} {size.Shape}", 16);
        yield return Op("masked_select", "masked_select", $"{a}; mask {size.Shape}", 7);
        yield return Op("scatter_add", "scatter_add", $"{a}; randint:{side} {size.Shape}; {a}", 20) with { Tolerance = 1e-4 };
        yield return Op("embedding", "embedding", $"randint:{side} {side}; {a}", 8);
        yield return Op("embedding, forward and backward", "embedding", $"randint:{side} {side}; {a} grad", 16, backward: true) with { Tolerance = 1e-4 };
    }
}
