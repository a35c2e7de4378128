namespace NativeTorch.Benchmarks.Suites;

/// <summary>Rows that are sorted or scanned; the rate counts inputs and results once.</summary>
static class Sorting
{
    public static Suite Suite { get; } = new("sorting", "Sorting and scans", Cases);

    static IEnumerable<Case> Cases(bool quick)
    {
        foreach (Size size in quick ? Size.All.Take(2) : Size.UpTo64MB)
        {
            Case Op(string name, string op, double bytes, params (string, object)[] parameters) =>
                OpCase.Of($"{name}, {size.Name}", op, $"randn {size.Shape}", false, parameters) with
                {
                    Bytes = bytes * size.Elements, Tolerance = 1e-4, Features = ["scope"], Threads = size.Threads,
                };
            yield return Op("sort of rows", "sort", 16, ("dim", 1L));
            yield return Op("topk(5) of rows", "topk", 4, ("k", 5L));
            yield return Op("cumsum of rows", "cumsum", 8, ("dim", 1L));
            yield return Op("cumsum of columns", "cumsum", 8, ("dim", 0L));
        }
    }
}
