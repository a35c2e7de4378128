using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Workers;

/// <summary>Runs files of cases in a process of its own. When that dies or hangs, the case at fault has failed, and a new
/// process goes on behind it.</summary>
sealed class WorkerProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    Process? process;

    /// <summary>Runs all cases of a file.</summary>
    public List<CaseResult> Run(string path, string device = "cpu", bool second = false)
    {
        var results = new List<CaseResult>();
        int next = 0;
        while (next >= 0)
            next = RunFrom(new(path, next, device, second), results);
        return results;
    }

    /// <summary>Returns the case to go on with, or -1.</summary>
    int RunFrom(WorkOrder order, List<CaseResult> results)
    {
        Process worker = process ??= Start();
        int running = order.From;
        string? problem = null;
        try
        {
            worker.StandardInput.WriteLine(JsonSerializer.Serialize(order, Protocol.Json));
            worker.StandardInput.Flush();
            while (Read(worker) is { } line)
            {
                switch (line.Length == 0 ? '\0' : line[0])
                {
                    case Protocol.Finish:
                        return -1;
                    case Protocol.Begin:
                        running = int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
                        break;
                    case Protocol.Result:
                        results.Add(Protocol.Parse(line));
                        running++;
                        break;
                }
            }
        }
        catch (TimeoutException)
        {
            problem = $"no answer within {Patience.TotalSeconds} s";
            worker.Kill(entireProcessTree: true);
        }
        catch (IOException)
        {
            // It is gone, which its exit code says.
        }
        worker.WaitForExit();
        results.Add(new(running, Outcome.Failed, problem ?? $"the process ended with code {worker.ExitCode}"));
        Forget();
        return running + 1;
    }

    static string? Read(Process worker)
    {
        Task<string?> line = worker.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) ? line.Result : throw new TimeoutException();
    }

    static Process Start()
    {
        var info = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { "exec", typeof(WorkerProcess).Assembly.Location, "--worker" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" },
        };
        return Process.Start(info) ?? throw new InvalidOperationException("the worker did not start");
    }

    void Forget()
    {
        process?.Dispose();
        process = null;
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(2000))
                process.Kill(entireProcessTree: true);
        }
        Forget();
    }
}
