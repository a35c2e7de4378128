using System.Diagnostics;
using System.Text.Json;

namespace NativeTorch.Tests.Data.Transforms;

/// <summary>Transforms beside torchvision itself, with many sizes and seeds.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public sealed class TransformOracleTests : IDisposable
{
    const string Python = "/usr/bin/python3";

    Process? oracle;

    [SkippableFact]
    public void Pixels_and_draws_are_torchvisions_whatever_the_size()
    {
        oracle = Start();
        var random = new Random(20261123);
        JsonElement[] golden = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "tests", "golden",
            "transforms.json"))).RootElement.GetProperty("cases").EnumerateArray()];
        for (int round = 0; round < 4; round++)
            foreach (JsonElement known in golden)
                Ask(known, random).Check();
    }

    TransformCase Ask(JsonElement known, Random random)
    {
        string transform = known.GetProperty("transform").GetString()!;
        bool threeOnly = transform.Contains(", 0.3)", StringComparison.Ordinal) || transform.Contains("3.0]", StringComparison.Ordinal);
        var request = new
        {
            transform,
            shape = new[] { random.Next(1, 5), threeOnly || random.Next(3) > 0 ? 3 : 1, random.Next(9, 41), random.Next(9, 41) },
            dtype = known.GetProperty("dtype").GetString(),
            seed = random.Next(),
        };
        oracle!.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        oracle.StandardInput.Flush();
        string? answer = oracle.StandardOutput.ReadLine();
        return answer is not null ? TransformCase.Read(JsonDocument.Parse(answer).RootElement)
            : throw new InvalidOperationException($"{JsonSerializer.Serialize(request)}: {oracle.StandardError.ReadToEnd()}");
    }

    static Process Start()
    {
        Skip.IfNot(File.Exists(Python), $"There is no {Python}.");
        using (Process import = Run("-c", "import torchvision"))
        {
            import.StandardError.ReadToEnd();
            import.WaitForExit();
            Skip.If(import.ExitCode != 0, $"{Python} has no torchvision.");
        }
        return Run(Path.Combine(Shared.Repository, "tests", "golden", "make_transforms.py"), "--serve");
    }

    static Process Run(params string[] arguments) => Process.Start(new ProcessStartInfo(Python, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    public void Dispose()
    {
        oracle?.StandardInput.Close();
        oracle?.WaitForExit();
        oracle?.Dispose();
    }
}
