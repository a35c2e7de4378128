using System.Text.Json;

namespace NativeTorch.IO.SafeTensors;

/// <summary>Which of several safetensors files holds which tensor, as Hugging Face writes it: model.safetensors.index.json.</summary>
/// <param name="Path">The index's own path.</param>
/// <param name="Files">Names of files beside the index, by names of tensors.</param>
/// <param name="Metadata">What else it says, such as total_size.</param>
sealed record SafetensorsIndex(string Path, OrderedDictionary<string, string> Files, IReadOnlyDictionary<string, string> Metadata)
{
    public const string Suffix = ".index.json";
    const long MaxBytes = 100_000_000; // as of a header

    public static bool IsName(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a file beside the index.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? "", file);

    /// <exception cref="CheckpointFormatException">It is no index, or one that leads out of its folder.</exception>
    public static SafetensorsIndex Read(string path)
    {
        CheckpointFormatException Wrong(string problem, Exception? inner = null) => new(path, problem, inner);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (file.Length > MaxBytes)
            throw Wrong($"an index of {file.Length} bytes; at most {MaxBytes} are taken");
        try
        {
            using JsonDocument document = JsonDocument.Parse(file);
            var files = new OrderedDictionary<string, string>();
            foreach (JsonProperty item in document.RootElement.GetProperty("weight_map").EnumerateObject())
                if (!files.TryAdd(item.Name, Checked(item, Wrong)))
                    throw Wrong($"\"{item.Name}\" is there twice");
            var metadata = new Dictionary<string, string>();
            if (document.RootElement.TryGetProperty("metadata", out JsonElement texts))
                foreach (JsonProperty text in texts.EnumerateObject())
                    metadata[text.Name] = text.Value.ToString();
            return new(path, files, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Wrong($"it is no index of safetensors files: {e.Message}", e);
        }
    }

    static string Checked(JsonProperty item, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        string file = item.Value.GetString() ?? "";
        return RelativePath.IsSafe(file) && !IsName(file) ? file
            : throw wrong($"\"{item.Name}\" is said to be in \"{file}\", which is no file beside the index", null);
    }

    public void Write()
    {
        AtomicFile.Write(Path, file =>
        {
            using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            foreach ((string name, string text) in Metadata)
                if (long.TryParse(text, out long number))
                    json.WriteNumber(name, number);
                else
                    json.WriteString(name, text);
            json.WriteEndObject();
            json.WriteStartObject("weight_map");
            foreach ((string name, string shard) in Files)
                json.WriteString(name, shard);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
