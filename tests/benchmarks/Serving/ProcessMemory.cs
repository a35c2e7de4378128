using System.Globalization;

namespace NativeTorch.Benchmarks.Serving;

/// <summary>Resident memory of this process, as Linux counts it.</summary>
static class ProcessMemory
{
    /// <summary>Forgets the peak so far; returns what is resident now.</summary>
    public static long ResetPeak()
    {
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Read("VmRSS:");
    }

    /// <summary>The most that was resident since.</summary>
    public static long Peak() => Read("VmHWM:");

    static long Read(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(name.Length, line.Length - name.Length - "kB".Length), NumberStyles.Integer, CultureInfo.InvariantCulture);
    }
}
