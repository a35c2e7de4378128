using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Reporting;
using NativeTorch.Benchmarks.Statistics;
using NativeTorch.Benchmarks.Suites;

namespace NativeTorch.Benchmarks.Running;

/// <summary>Measures a case of whole processes: from the start of each to the line that it prints.</summary>
sealed class StartupRun(Suite suite, Case theCase, int threads, Pace pace)
{
    public List<Result> Run(IReadOnlyList<Framework> frameworks)
    {
        var order = new Random(1);
        // The first start reads files that others then find in memory; it says too who has no such case.
        var runners = frameworks.Select(f => (Framework: f, First: Once(f), Samples: new List<double>())).Where(r => r.First is not null).ToArray();
        for (int round = 0; round < pace.Rounds; round++)
        {
            order.Shuffle(runners);
            foreach (var (framework, _, samples) in runners)
                if (Once(framework) is { } once)
                    samples.Add(once.Seconds);
        }
        double? expected = runners.Where(r => r.Framework.IsPeer).Select(r => r.First?.Value).FirstOrDefault();
        return [.. runners.Where(r => r.Samples.Count > 0).Select(r => Result.Of(suite, theCase, r.Framework, "", threads) with
        {
            N = r.Samples.Count, Repeat = 1, Median = Quantiles.Median(r.Samples), Q1 = Quantiles.Of(r.Samples, 0.25),
            Q3 = Quantiles.Of(r.Samples, 0.75), Min = r.Samples.Min(),
            Check = expected is { } value ? Comparison.Of([Value(r.First!.Value.Value)], [Value(value)], theCase.Tolerance) : null,
        })];
    }

    static CheckValues Value(double value) => new(1, value, Math.Abs(value), [value]);

    (double Seconds, double Value)? Once(Framework framework)
    {
        string[] command = [.. framework.Command, "once", theCase.Op];
        long start = Stopwatch.GetTimestamp();
        try
        {
            // Without the settings that make a measured loop settle sooner: a user has none.
            using var process = Process.Start(Child.StartInfo(command, new Dictionary<string, string>(), threads))!;
            string? line = process.StandardOutput.ReadLine();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0 && double.TryParse(line, CultureInfo.InvariantCulture, out double value) ? (seconds, value) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
