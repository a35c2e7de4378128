using System.Text.Json;

namespace NativeTorch.Conformance.Cases;

/// <summary>The cases of one op: OP.json, with the tensors of OP.safetensors beside it.</summary>
sealed class CaseFile
{
    readonly JsonElement[] cases;

    CaseFile(string op, JsonElement[] cases, Storages storages) => (Op, this.cases, Storages) = (op, cases, storages);

    /// <summary>PyTorch's name without "torch.".</summary>
    public string Op { get; }

    public int Count => cases.Length;

    public Storages Storages { get; }

    /// <summary>Reads one case.</summary>
    /// <exception cref="MalformedCaseException">It does not have the form of a case.</exception>
    public Case this[int index]
    {
        get
        {
            try
            {
                return Case.Read(index, cases[index]);
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or InvalidCastException)
            {
                throw new MalformedCaseException(e.Message);
            }
        }
    }

    /// <summary>Reads OP.json.</summary>
    /// <exception cref="MalformedCaseException">It is not a file of that form.</exception>
    public static CaseFile Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            JsonElement root = JsonDocument.Parse(stream).RootElement;
            string op = root.TryGetProperty("op", out JsonElement name) ? name.GetString() ?? "" : Path.GetFileNameWithoutExtension(path);
            return new(op, [.. root.GetProperty("cases").EnumerateArray()], new Storages(Path.ChangeExtension(path, ".safetensors")));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MalformedCaseException($"{Path.GetFileName(path)}: {e.Message}");
        }
    }
}
