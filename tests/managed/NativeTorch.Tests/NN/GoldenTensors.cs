using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NativeTorch.Tests.NN;

/// <summary>The tensors of a safetensors file of float64, int64 and bool.</summary>
sealed class GoldenTensors
{
    readonly byte[] file;
    readonly Dictionary<string, JsonElement> header;
    readonly int start;

    public GoldenTensors(string path)
    {
        file = File.ReadAllBytes(path);
        start = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        header = JsonDocument.Parse(file.AsMemory(8, start - 8)).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
    }

    /// <summary>The tensor that an element {"tensor": "t17"} names.</summary>
    public Tensor Get(JsonElement reference)
    {
        JsonElement entry = header[reference.GetProperty("tensor").GetString()!];
        long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        int from = entry.GetProperty("data_offsets")[0].GetInt32(), to = entry.GetProperty("data_offsets")[1].GetInt32();
        ReadOnlySpan<byte> bytes = file.AsSpan(start + from, to - from);
        return entry.GetProperty("dtype").GetString() switch
        {
            "F64" => Torch.Tensor(MemoryMarshal.Cast<byte, double>(bytes), shape),
            "I64" => Torch.Tensor(MemoryMarshal.Cast<byte, long>(bytes), shape),
            "BOOL" => Torch.Tensor(MemoryMarshal.Cast<byte, bool>(bytes), shape),
            var other => throw new NotSupportedException(other),
        };
    }
}
