using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>results.jsonl: each result is a line, written when it is there, so that a run that is cut off has left something.</summary>
sealed class JsonLinesFile : IDisposable
{
    readonly StreamWriter writer;

    public JsonLinesFile(string path) => writer = new(path) { AutoFlush = true };

    public void Write(Result result) => writer.WriteLine(Lines.Write(result));

    public static IReadOnlyList<Result> Read(string path) =>
        [.. File.ReadLines(path).Where(l => l.Length > 0).Select(Lines.Read<Result>)];

    public void Dispose() => writer.Dispose();
}
