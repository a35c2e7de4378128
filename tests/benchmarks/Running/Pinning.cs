using System.Globalization;

namespace NativeTorch.Benchmarks.Running;

/// <summary>Which CPUs processes run on, and whether they do.</summary>
static class Pinning
{
    /// <summary>Whether taskset is there; without it nothing is pinned.</summary>
    public static bool Available { get; } = File.Exists("/usr/bin/taskset") || File.Exists("/bin/taskset");

    /// <summary>The first CPUs: "0", "0-1".</summary>
    public static string Cpus(int threads) => threads == 1 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0-{threads - 1}");

    /// <summary>Whether a thread of the process is on a CPU, or waits for one.</summary>
    public static bool IsRunning(int process)
    {
        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                string status = File.ReadAllText(Path.Combine(thread, "stat"));
                if (status.AsSpan(status.LastIndexOf(')') + 2).StartsWith("R"))
                    return true;
            }
        }
        catch (IOException)
        {
            // Threads come and go, and elsewhere there is no /proc.
        }
        return false;
    }

    /// <summary>The CPU's name.</summary>
    public static string CpuModel { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").Where(l => l.StartsWith("model name", StringComparison.Ordinal)).Select(l => l[(l.IndexOf(':') + 1)..].Trim())
            .FirstOrDefault("unknown")
        : "unknown";
}
