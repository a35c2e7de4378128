using NativeTorch.IO;
using NativeTorch.IO.Pickle;
using NativeTorch.IO.TorchFiles;

namespace NativeTorch.FormatFuzz.Targets;

/// <summary>The pickle machine alone, with all functions that PyTorch's files may name; storages are zeros.</summary>
sealed class PickleTarget : TorchTarget
{
    const long MostElements = 1024;

    public override string Name => "pickle";

    public override string Extension => ".pkl";

    public override IEnumerable<byte[]> Seeds() =>
    [
        PyTorchSeeds.CheckpointPickle, PyTorchSeeds.TensorsPickle4,
        [.. "(dp0\nS'a\\x41'\np1\n(lp2\nI1\naI01\naF1.5\naL12345678901234567890L\nasV\\u00fcx\np3\n(I1\nI2\ntp4\nsg1\n2"u8, 0x85,
            .. "s."u8],
        [0x80, 5, .. "]("u8, 0x8f, .. "(K\u0001K\u0002"u8, 0x90, .. "(N"u8, 0x91, 0x8c, 1, .. "xC\u0002ab"u8, 0x94,
            .. "J\u0001\u0002\u0003\u0004"u8, 0x8a, 2, 1, 2, .. "e."u8],
    ];

    public override void Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open);
        object? value = PickleReader.Read(file, file.Length, path, TorchGlobals.Table, persistentLoad: id => id switch
        {
            object?[] and ["storage", StorageType { IsSupported: true } type, string key, string, long count, ..]
                when count is >= 0 and <= MostElements =>
                new TorchStorage(path, key, type.Dtype, dtype => Torch.Zeros([count], dtype)),
            _ => throw new CheckpointFormatException(path, "no storage"),
        });
        Use(new CheckpointValue(path, Settled.Of(value, path)));
    }
}
