using System.ComponentModel;
using System.Diagnostics;

namespace NativeTorch.Benchmarks.Running;

/// <summary>The C++ program of the benchmarks: the core without its binding, and the machine without the core.</summary>
static class NativeProgram
{
    const string Target = "nativetorch_benchmarks";

    static readonly string BuildFolder = System.IO.Path.Combine(Root(), "build", Environment.GetEnvironmentVariable("NativeTorchPreset") ?? "release");

    public static string Path { get; } = System.IO.Path.Combine(BuildFolder, "bin", Target);

    /// <summary>Builds what is not up to date; returns what is in the way, or null.</summary>
    public static string? Build()
    {
        try
        {
            using var cmake = Process.Start(new ProcessStartInfo("cmake", ["--build", BuildFolder, "--target", Target])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            Task<string> errors = cmake.StandardError.ReadToEndAsync();
            string output = cmake.StandardOutput.ReadToEnd();
            cmake.WaitForExit();
            return cmake.ExitCode == 0 ? null
                : $"{Target}: it needs Google Benchmark (apt-get install libbenchmark-dev, then cmake --preset release); cmake says: "
                    + (output + errors.Result).Trim().Split('\n')[^1];
        }
        catch (Win32Exception e)
        {
            return $"{Target}: cmake: {e.Message}";
        }
    }

    /// <summary>The repository, which this program was built in.</summary>
    static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CMakePresets.json")))
                return folder.FullName;
        return Environment.CurrentDirectory;
    }
}
