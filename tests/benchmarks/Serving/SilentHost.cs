using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Helpers;
using BenchmarkDotNet.Running;

namespace NativeTorch.Benchmarks.Serving;

/// <summary>BenchmarkDotNet's engine reports each iteration; here the reply to the runner says it.</summary>
sealed class SilentHost : IHost
{
    public void Write(string message)
    {
    }

    public void WriteLine()
    {
    }

    public void WriteLine(string message)
    {
    }

    public void SendSignal(HostSignal hostSignal)
    {
    }

    public void SendError(string message)
    {
    }

    public void ReportResults(RunResults runResults)
    {
    }

    public void Dispose()
    {
    }
}
