using System.Text.Json;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Golden;

/// <summary>A file of PyTorch's numbers: draws, initialisers, modules, optimizers, schedulers or whole programs.</summary>
static class GoldenFile
{
    /// <summary>The file's rows. Each says by its keys what it is, so a file may have any name.</summary>
    /// <exception cref="MalformedCaseException">It is no JSON of that form.</exception>
    public static List<GoldenCase> Read(string path)
    {
        try
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
            var storages = new Storages(Path.ChangeExtension(path, ".safetensors"));
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 0)
                throw new MalformedCaseException($"{Path.GetFileName(path)} has no rows");
            return root.ValueKind == JsonValueKind.Object
                ? [.. root.EnumerateObject().Select(p => Guarded(() => Programs.ProgramCase.Read(p.Name, p.Value), $"programs.{p.Name}"))]
                : [.. root.EnumerateArray().Select((row, i) => Guarded(() => Row(row, storages), $"{Path.GetFileNameWithoutExtension(path)}[{i}]"))];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new MalformedCaseException($"{Path.GetFileName(path)}: {e.Message}");
        }
    }

    static GoldenCase Row(JsonElement row, Storages storages) =>
        row.TryGetProperty("draw", out _) || row.TryGetProperty("sequence", out _) ? RandomCase.Read(row)
        : row.TryGetProperty("repr", out _) ? ModuleCase.Read(row, storages)
        : row.TryGetProperty("seed", out _) ? InitCase.Read(row)
        : row.TryGetProperty("optimizer", out _) ? OptimizerCase.Read(row)
        : row.TryGetProperty("scheduler", out _) ? SchedulerCase.Read(row)
        : throw new MalformedCaseException("a row of no known form");

    /// <summary>A row that cannot be read is a failure with a name, and not the file's end.</summary>
    static GoldenCase Guarded(Func<GoldenCase> read, string name)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is MalformedCaseException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new(name, name, () => $"cannot be read: {e.Message}");
        }
    }
}
