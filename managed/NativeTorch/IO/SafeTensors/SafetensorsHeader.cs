using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace NativeTorch.IO;

/// <summary>What stands before the numbers in a safetensors file: names, dtypes, shapes and places, as JSON.</summary>
sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    const string MetadataName = "__metadata__";
    const long MaxBytes = 100_000_000; // the format's own limit

    static readonly Dictionary<string, Dtype> Dtypes = new()
    {
        ["F64"] = Dtype.Float64, ["F32"] = Dtype.Float32, ["F16"] = Dtype.Float16, ["BF16"] = Dtype.BFloat16, ["I64"] = Dtype.Int64,
        ["I32"] = Dtype.Int32, ["I16"] = Dtype.Int16, ["I8"] = Dtype.Int8, ["U8"] = Dtype.UInt8, ["BOOL"] = Dtype.Bool,
    };

    /// <summary>One tensor: where its bytes begin behind the header, and how many they are.</summary>
    public sealed record Entry(string Name, Dtype Dtype, long[] Shape, long Begin, long Bytes);

    /// <summary>The header as bytes, filled up to a multiple of eight so that the numbers are aligned.</summary>
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
                    throw new ArgumentException($"[safetensors] \"{name}\" is there twice, or is the name of the metadata", nameof(tensors));
                json.WriteStartObject(name);
                json.WriteString("dtype", Dtypes.First(d => d.Value == tensor.Dtype).Key);
                WriteNumbers(json, "shape", tensor.Shape.AsSpan());
                WriteNumbers(json, "data_offsets", [at, at += TensorBytes.Of(tensor)]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        byte[] header = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
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

    /// <summary>Reads the header and leaves the file where the numbers begin. Nothing larger than the file itself is ever asked for.</summary>
    public static SafetensorsHeader Read(FileStream file, string path)
    {
        CheckpointFormatException Wrong(string problem, Exception? inner = null) => new(path, problem, inner);
        Span<byte> size = stackalloc byte[8];
        if (file.Length < 8)
            throw Wrong($"{file.Length} bytes are no safetensors file");
        file.ReadExactly(size);
        long length = BinaryPrimitives.ReadInt64LittleEndian(size);
        if (length < 2 || length > MaxBytes || length > file.Length - 8)
            throw Wrong($"a header of {length} bytes in a file of {file.Length}");
        var text = new byte[length];
        file.ReadExactly(text);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Parse(document.RootElement, file.Length - 8 - length, Wrong);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw Wrong($"the header is no header of this format: {e.Message}", e);
        }
    }

    static SafetensorsHeader Parse(JsonElement root, long bytes, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        var entries = new List<Entry>();
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
                entries.Add(ParseEntry(property, wrong));
        }
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.Bytes.CompareTo(b.Bytes));
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != end)
                throw wrong($"\"{entry.Name}\" begins at {entry.Begin}, but what is before it ends at {end}", null);
            end = checked(end + entry.Bytes);
        }
        return end == bytes ? new(entries, metadata) : throw wrong($"{bytes} bytes of numbers, and the header tells of {end}", null);
    }

    static Entry ParseEntry(JsonProperty property, Func<string, Exception?, CheckpointFormatException> wrong)
    {
        string name = property.Name;
        string dtype = property.Value.GetProperty("dtype").GetString() ?? "";
        if (!Dtypes.TryGetValue(dtype, out Dtype of))
            throw wrong($"\"{name}\" has the dtype {dtype}, which is not supported", null);
        long[] shape = Numbers(property.Value.GetProperty("shape")), offsets = Numbers(property.Value.GetProperty("data_offsets"));
        long count = TensorBytes.Of(shape, of) ?? throw wrong($"\"{name}\" has the shape ({string.Join(", ", shape)})", null);
        if (offsets is not [var begin, var end] || begin < 0 || end < begin || end - begin != count)
            throw wrong($"\"{name}\" of {count} bytes lies at [{string.Join(", ", offsets)}]", null);
        return new(name, of, shape, begin, end - begin);

        long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.TryGetInt64(out long number) ? number
            : throw wrong($"\"{name}\" has {n} where a whole number should be", null))];
    }
}
