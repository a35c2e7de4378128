using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NativeTorch.Conformance.Cases;

/// <summary>The flat storages of a safetensors file, from which inputs are made and with which results are compared.</summary>
sealed class Storages
{
    readonly byte[] file;
    readonly int start;
    readonly Dictionary<string, (string Dtype, long[] Shape, long From, long To)> entries = [];

    /// <summary>Reads the file; one that is not there has no storages.</summary>
    public Storages(string path)
    {
        file = File.Exists(path) ? File.ReadAllBytes(path) : [];
        if (file.Length < 8)
            return;
        long header = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (header < 0 || header > file.Length - 8)
            throw new MalformedCaseException($"{Path.GetFileName(path)}: a header of {header} bytes in {file.Length}");
        start = 8 + (int)header;
        foreach (JsonProperty entry in JsonDocument.Parse(file.AsMemory(8, start - 8)).RootElement.EnumerateObject())
            if (entry.Name != "__metadata__" && entry.Value.TryGetProperty("data_offsets", out JsonElement offsets))
                entries[entry.Name] = (entry.Value.GetProperty("dtype").GetString() ?? "",
                    [.. entry.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())], offsets[0].GetInt64(), offsets[1].GetInt64());
    }

    /// <summary>A new tensor of the shape that the file gives.</summary>
    public Tensor Load(string id) => Flat(id).Reshape(Entry(id).Shape);

    /// <summary>A new tensor with a storage of its own, strided as the case says.</summary>
    public Tensor Make(TensorValue value, Device device = default)
    {
        Tensor flat = Flat(value.Id).To(device);
        Tensor tensor = value.Strides is { } strides ? flat.AsStrided(value.Shape, strides, 0)
            : flat.Numel == Product(value.Shape) ? flat.AsStrided(value.Shape, Contiguous(value.Shape), 0)
            : throw new MalformedCaseException($"the storage {value.Id} has {flat.Numel} elements for the shape ({string.Join(", ", value.Shape)})");
        if (value.RequiresGrad)
            tensor.RequiresGrad = true;
        return tensor;
    }

    (string Dtype, long[] Shape, long From, long To) Entry(string id) =>
        entries.TryGetValue(id, out var entry) ? entry : throw new MalformedCaseException($"no storage {id}");

    Tensor Flat(string id)
    {
        var entry = Entry(id);
        long from = start + entry.From, to = start + entry.To;
        if (from < start || to < from || to > file.Length)
            throw new MalformedCaseException($"the storage {id} is beyond the file");
        ReadOnlySpan<byte> bytes = file.AsSpan((int)from, (int)(to - from));
        return entry.Dtype switch
        {
            "F64" => Torch.Tensor(MemoryMarshal.Cast<byte, double>(bytes)),
            "F32" => Torch.Tensor(MemoryMarshal.Cast<byte, float>(bytes)),
            "F16" => Torch.Tensor(MemoryMarshal.Cast<byte, Half>(bytes)),
            "BF16" => BFloat16(MemoryMarshal.Cast<byte, ushort>(bytes)),
            "I64" => Torch.Tensor(MemoryMarshal.Cast<byte, long>(bytes)),
            "I32" => Torch.Tensor(MemoryMarshal.Cast<byte, int>(bytes)),
            "I16" => Torch.Tensor(MemoryMarshal.Cast<byte, short>(bytes)),
            "I8" => Torch.Tensor(MemoryMarshal.Cast<byte, sbyte>(bytes)),
            "U8" => Torch.Tensor(bytes),
            "BOOL" => Torch.Tensor(MemoryMarshal.Cast<byte, bool>(bytes)),
            var other => throw new MalformedCaseException($"the storage {id} has the dtype {other}"),
        };
    }

    /// <summary>C# has no such type: the upper halves of floats.</summary>
    static Tensor BFloat16(ReadOnlySpan<ushort> halves)
    {
        var floats = new float[halves.Length];
        for (int i = 0; i < floats.Length; i++)
            floats[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        return Torch.Tensor<float>(floats).To(Dtype.BFloat16);
    }

    static long Product(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);

    static long[] Contiguous(long[] shape)
    {
        var strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
            (strides[i], stride) = (stride, stride * Math.Max(shape[i], 1));
        return strides;
    }
}
