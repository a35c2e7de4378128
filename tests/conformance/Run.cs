using System.Collections.Concurrent;
using NativeTorch.Conformance.Checking;
using NativeTorch.Conformance.Reporting;
using NativeTorch.Conformance.Workers;

namespace NativeTorch.Conformance;

/// <summary>Runs the files of a folder, several at a time.</summary>
static class Run
{
    /// <summary>The ops of a folder and their files, by name.</summary>
    public static SortedDictionary<string, string> Files(string directory)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(directory))
            foreach (string path in Directory.EnumerateFiles(directory, "*.json"))
                files[Path.GetFileNameWithoutExtension(path)] = Path.GetFullPath(path);
        return files;
    }

    /// <summary>Runs the named ops, or all.</summary>
    public static List<OpReport> All(Options options)
    {
        var files = Files(options.Directory);
        string[] ops = options.Ops.Count == 0 ? [.. files.Keys] : [.. options.Ops.Distinct()];
        var reports = new ConcurrentBag<OpReport>();
        var queue = new ConcurrentQueue<string>(ops);
        var workers = Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 4)).Select(_ => Task.Run(() =>
        {
            using var worker = new WorkerProcess();
            while (queue.TryDequeue(out string? op))
                reports.Add(new(op, files.TryGetValue(op, out string? path)
                    ? worker.Run(path, options.Device, second: options.Parity is not null)
                    : [new CaseResult(-1, Outcome.Failed, $"there is no {op}.json")]));
        }));
        Task.WaitAll([.. workers]);
        return [.. reports.OrderBy(r => r.Op, StringComparer.Ordinal)];
    }
}
