using System.Diagnostics;

namespace NativeTorch.Tests;

/// <summary>Scripts for /usr/bin/python3 with PyTorch, the oracle where it is installed.</summary>
static class TorchPython
{
    const string Interpreter = "/usr/bin/python3";

    static readonly Dictionary<string, string?> missing = [];

    /// <summary>What a script prints; the test is skipped where a module that it needs is missing.</summary>
    /// <param name="modules">Modules that must be there, by commas.</param>
    /// <param name="script">The script; what is given as <paramref name="arguments"/> is its sys.argv[1:].</param>
    public static string Run(string modules, string script, params string[] arguments)
    {
        Skip.IfNot(File.Exists(Interpreter), $"{Interpreter} is not there.");
        lock (missing)
        {
            if (!missing.TryGetValue(modules, out string? reason))
                missing[modules] = reason = Start($"import {modules}", []) is { Code: not 0 } failed ? failed.Error : null;
            Skip.If(reason is not null, $"{Interpreter} cannot import {modules}.");
        }
        var (code, output, error) = Start(script, arguments);
        Assert.True(code == 0, error);
        return output;
    }

    static (int Code, string Output, string Error) Start(string script, string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A build of TensorBoard's Python package, where it is not installed.
        if (Environment.GetEnvironmentVariable("NATIVETORCH_TENSORBOARD") is { Length: > 0 } tensorboard)
            start.Environment["PYTHONPATH"] = tensorboard;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
