namespace NativeTorch.Benchmarks.Reporting;

/// <summary>What the report of one suite at one thread count shows, whatever it is printed with.</summary>
/// <param name="Marked">Rows whose numbers differ, or that failed.</param>
sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlySet<int> Marked)
{
    /// <summary>A row for each result: cases in their order, in each the peer first and the machine last.</summary>
    public static Table Of(string title, IReadOnlyList<Result> results)
    {
        string peer = results.FirstOrDefault(r => r.Role == "peer")?.Framework ?? "peer";
        bool memory = results.Any(r => r.PeakBytes is not null);
        bool work = results.Any(r => r.Gflops is not null || r.Gbs is not null);
        List<string> columns = ["case", "framework", "median", "quartiles", $"times as fast as {peer}"];
        if (work)
            columns.AddRange("rate", "of the machine");
        if (memory)
            columns.AddRange("peak memory", "growth");
        columns.Add("numbers");
        List<IReadOnlyList<string>> rows = [];
        foreach (var one in results.GroupBy(r => r.Case))
            foreach (Result result in one.OrderBy(r => r.Role switch { "peer" => 0, "machine" => 2, _ => 1 }))
            {
                List<string> row =
                [
                    result.Case, result.Who, Number.Time(result.Median),
                    result.Median is null ? "" : $"{Number.Time(result.Q1)} to {Number.Time(result.Q3)}", result.Role == "machine" ? "" : Number.Ratio(result.RatioToPeer),
                ];
                if (work)
                    row.AddRange(Rate(result), Number.Share(result.ShareOfLimit));
                if (memory)
                    row.AddRange(Number.Bytes(result.PeakBytes), Number.Bytes(result.PeakBytes - result.BaselineBytes));
                row.Add(result.Check ?? "");
                rows.Add(row);
            }
        HashSet<int> marked = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i][^1] is not ("" or "equal"))];
        return new(title, columns, rows, marked);
    }

    static string Rate(Result result) => result switch
    {
        { Gflops: { } gflops } => $"{Number.Digits(gflops)} GFLOP/s",
        { Gbs: { } gbs } => $"{Number.Digits(gbs)} GB/s",
        _ => "",
    };
}
