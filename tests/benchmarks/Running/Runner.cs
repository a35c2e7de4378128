using System.Diagnostics;
using NativeTorch.Benchmarks.Reporting;
using NativeTorch.Benchmarks.Suites;
using Spectre.Console;

namespace NativeTorch.Benchmarks.Running;

/// <summary>Runs the suites that were asked for and writes the report.</summary>
static class Runner
{
    static readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Returns the exit code: 1 where numbers differ or a framework failed, 2 where nothing was measured.</summary>
    public static int Run(Options options)
    {
        if (options.Suites.FirstOrDefault(name => Suite.All.All(s => s.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"there is no suite {unknown}; there are {string.Join(", ", Suite.All.Select(s => s.Name))}");
            return 2;
        }
        Directory.CreateDirectory(options.Folder);
        var (frameworks, leftOut) = Frameworks.Find(options.Peers, options.Native);
        List<Result> results = [];
        using (var file = new JsonLinesFile(Path.Combine(options.Folder, "results.jsonl")))
            foreach (int threads in options.Threads)
            {
                using var pool = new ChildPool();
                foreach (Suite suite in Suite.All.Where(s => options.Suites.Length == 0 || options.Suites.Contains(s.Name)))
                    Run(suite, threads, options, frameworks, pool, result =>
                    {
                        results.Add(result);
                        file.Write(result);
                    });
            }
        if (!results.Any(r => r.Framework == "NativeTorch"))
        {
            Console.Error.WriteLine($"nothing was measured: no case fits, or NativeTorch could not run{string.Concat(leftOut.Select(l => $"; {l}"))}");
            return 2;
        }
        var report = new Report(results, leftOut, $"dotnet run -c Release --project tests/benchmarks -- {options.CommandLine}");
        ReportFiles.Write(report, options.Folder);
        if (Console.IsOutputRedirected)
        {
            // A file has no width to fit in, and no colours.
            AnsiConsole.Profile.Width = 180;
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }
        ConsoleReport.Print(report, AnsiConsole.Console);
        return report.Wrong.Any() ? 1 : 0;
    }

    static void Run(Suite suite, int threads, Options options, IReadOnlyList<Framework> frameworks, ChildPool pool, Action<Result> add)
    {
        var pace = options.Quick ? Pace.Quick : Pace.Full;
        foreach (Case theCase in suite.Cases(options.Quick))
        {
            if (options.Case is not null && !theCase.Name.Contains(options.Case, StringComparison.OrdinalIgnoreCase))
                continue;
            if (theCase.Threads.Length > 0 && !theCase.Threads.Contains(threads))
                continue;
            var measured = Result.WithRatios(suite.WholeProcesses ? new StartupRun(suite, theCase, threads, pace).Run(frameworks)
                : new CaseRun(suite, theCase, threads, pace, pool).Run(frameworks), theCase.Goal);
            Console.Error.WriteLine($"{clock.Elapsed:mm\\:ss} {suite.Name}, {threads}: {theCase.Name}: {string.Join("; ", measured.Select(r => $"{r.Who} {Number.Time(r.Median)}"))}");
            measured.ForEach(add);
        }
    }
}
