using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Running;

/// <summary>A framework's process: requests go in as lines, replies come out as lines.</summary>
sealed class Child : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    readonly Process process;
    readonly StringBuilder errors = new();

    Child(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => { lock (errors) errors.AppendLine(line.Data); };
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a process on the first CPUs, as many as it may have threads.</summary>
    /// <exception cref="ChildException">The program is not there.</exception>
    public static Child Start(Framework framework, int threads)
    {
        try
        {
            return new(Process.Start(StartInfo([.. framework.Command, "serve"], framework.Environment, threads))!);
        }
        catch (Win32Exception e)
        {
            throw new ChildException(e.Message);
        }
    }

    /// <summary>How every process is started, whatever the framework: pinned, and free of settings that slow one of them down.</summary>
    public static ProcessStartInfo StartInfo(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, int threads)
    {
        string[] line = Pinning.Available ? ["taskset", "-c", Pinning.Cpus(threads), .. command] : [.. command];
        var info = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Remove("OPENBLAS_CORETYPE");
        info.Environment.Remove("OPENBLAS_L2_SIZE");
        info.Environment["OMP_NUM_THREADS"] = $"{threads}";
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return info;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <exception cref="ChildException">The process ended, hung, or said nothing that can be understood.</exception>
    public T Ask<T>(Request request)
    {
        try
        {
            process.StandardInput.WriteLine(Lines.Write(request));
            process.StandardInput.Flush();
            Task<string?> reply = process.StandardOutput.ReadLineAsync();
            if (!reply.Wait(Patience))
                throw new ChildException($"no answer to {request.Do} within {Patience.TotalSeconds} s");
            if (reply.Result is { } line)
                return Lines.Read<T>(line);
        }
        catch (Exception e) when (e is IOException or AggregateException)
        {
            // It is gone, which its exit code and its last words say.
        }
        catch (System.Text.Json.JsonException)
        {
            throw new ChildException($"its answer to {request.Do} is no reply");
        }
        throw new ChildException(LastWords());
    }

    string LastWords()
    {
        process.WaitForExit();
        lock (errors)
            return $"ended with code {process.ExitCode}: {errors.ToString().Trim().Split('\n').LastOrDefault()}";
    }

    /// <summary>Waits until none of its threads runs: OpenMP's workers look for work some milliseconds longer, and would take the
    /// next process's CPU.</summary>
    public void WaitUntilIdle()
    {
        for (int i = 0; i < 50 && Pinning.IsRunning(process.Id); i++)
            Thread.Sleep(1);
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        try
        {
            process.StandardInput.WriteLine(Lines.Write(new Request("quit")));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
        if (!process.WaitForExit(2000))
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

/// <summary>A framework's process does not do what it should.</summary>
sealed class ChildException(string message) : Exception(message);
