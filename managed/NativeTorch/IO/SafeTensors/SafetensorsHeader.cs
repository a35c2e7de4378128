using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace NativeTorch.IO.SafeTensors;

/// <summary>What stands before the numbers in a safetensors file: names, dtypes, shapes and places, as JSON.</summary>
/// <param name="Entries">In the order in which they lie in the file.</param>
/// <param name="Metadata">Texts that go with them.</param>
sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    const string MetadataName = "__metadata__";
    const long MaxBytes = 100_000_000; // the format's own limit

    /// <summary>The header as bytes, with its length before it, filled up to a multiple of eight so that the numbers are
    /// aligned.</summary>
    public static byte[] Write(IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var names = new HashSet<string> { MetadataName };
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            long at = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                if (!names.Add(name))
                    throw new ArgumentException($"[safetensors] \"{name}\" is there twice, or is the name of the metadata",
                        nameof(tensors));
                json.WriteStartObject(name);
                json.WriteString("dtype", SafetensorsDtypes.Name(tensor.Dtype));
                WriteNumbers(json, "shape", tensor.Shape.AsSpan());
                WriteNumbers(json, "data_offsets", [at, at += TensorBytes.Of(tensor)]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        int length = (buffer.WrittenCount + 7) / 8 * 8;
        byte[] header = new byte[8 + length];
        header.AsSpan(8).Fill((byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        buffer.WrittenSpan.CopyTo(header.AsSpan(8));
        return header;
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataName);
        foreach ((string key, string value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    /// <summary>Reads the header. Nothing larger than the file itself is ever asked for.</summary>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format.</exception>
    public static SafetensorsHeader Read(SafeFileHandle file, string path)
    {
        CheckpointFormatException Wrong(string problem, Exception? inner = null) => new(path, problem, inner);
        long fileLength = RandomAccess.GetLength(file);
        Span<byte> size = stackalloc byte[8];
        if (fileLength < 8)
            throw Wrong($"{fileLength} bytes are no safetensors file");
        FileBytes.Read(file, size, 0, path);
        long length = BinaryPrimitives.ReadInt64LittleEndian(size);
        if (length < 2 || length > MaxBytes || length > fileLength - 8)
            throw Wrong($"a header of {length} bytes in a file of {fileLength}");
        var text = new byte[length];
        FileBytes.Read(file, text, 8, path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Parse(document.RootElement, 8 + length, fileLength, Wrong);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw Wrong($"the header is no header of this format: {e.Message}", e);
        }
    }

    static SafetensorsHeader Parse(JsonElement root, long begin, long fileLength, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        var names = new HashSet<string>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
                throw wrong($"\"{property.Name}\" is there twice", null);
            if (property.Name == MetadataName)
                foreach (JsonProperty item in property.Value.EnumerateObject())
                    metadata[item.Name] = item.Value.GetString() ?? "";
            else
                entries.Add(ParseEntry(property, begin, wrong));
        }
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.Bytes.CompareTo(b.Bytes));
        long end = begin;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != end)
                throw wrong($"\"{entry.Name}\" begins at {entry.Begin}, but what is before it ends at {end}", null);
            end = checked(end + entry.Bytes);
        }
        return end == fileLength ? new(entries, metadata)
            : throw wrong($"a file of {fileLength} bytes, and the header tells of {end}", null);
    }

    static SafetensorsEntry ParseEntry(JsonProperty property, long begin, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        string name = property.Name, dtype = property.Value.GetProperty("dtype").GetString() ?? "";
        int bits = SafetensorsDtypes.Bits(dtype) ?? throw wrong($"\"{name}\" has the dtype {dtype}, which the format does not have", null);
        long[] shape = Numbers(property.Value.GetProperty("shape")), offsets = Numbers(property.Value.GetProperty("data_offsets"));
        long bytes = TensorBytes.Of(shape, bits) ?? throw wrong($"\"{name}\" has the shape ({string.Join(", ", shape)})", null);
        if (offsets is not [var from, var to] || from < 0 || to < from || to - from != bytes || to > long.MaxValue - begin)
            throw wrong($"\"{name}\" of {bytes} bytes lies at [{string.Join(", ", offsets)}]", null);
        return new(name, dtype, shape, begin + from, bytes);

        long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.TryGetInt64(out long number) ? number
            : throw wrong($"\"{name}\" has {n} where a whole number should be", null))];
    }
}
