using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using NativeTorch.IO.Pickle;

namespace NativeTorch.IO.TorchFiles;

/// <summary>The form of PyTorch before 1.6, and since with <c>_use_new_zipfile_serialization=False</c>: five pickles one after the other (a
/// magic number, a version, the system, the value, the storages' keys), then each storage's size and elements.</summary>
sealed class LegacyForm
{
    const long Version = 1001;

    static readonly BigInteger magic = BigInteger.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber);
    static readonly Encoding utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    readonly FileStream file;
    readonly string path;
    readonly LocationMap locations;
    readonly Dictionary<string, (TorchStorage Storage, Dtype Dtype, long Count)> roots = [];
    readonly Dictionary<string, TorchStorage> views = [];
    long announced;

    LegacyForm(FileStream file, string path, LocationMap locations) => (this.file, this.path, this.locations) = (file, path, locations);

    public static object? Read(FileStream file, string path, LocationMap locations) =>
        Settled.Of(new LegacyForm(file, path, locations).Read(), path);

    object? Read()
    {
        if (!IsMagic())
            throw Wrong("it is neither a zip archive nor begins with PyTorch's magic number");
        if (ReadPickle() is not Version)
            throw Wrong("it has another version than 1001, the only one there was");
        _ = ReadPickle(); // of the system that wrote it: elements are little-endian whatever it was
        object? value = ReadPickle();
        if (ReadPickle() is not List<object?> keys)
            throw Wrong("a list of storages is missing behind the pickle");
        foreach (object? key in keys)
            ReadStorage(key);
        return roots.Count == 0 ? value : throw Wrong($"the elements of storage {PickleNames.Describe(roots.First().Key)} are missing");
    }

    bool IsMagic()
    {
        try
        {
            return ReadPickle() is BigInteger number && number == magic;
        }
        catch (CheckpointFormatException e) when (e is not UnsafePickleException)
        {
            return false; // no pickle at all
        }
    }

    object? ReadPickle() => PickleReader.Read(file, file.Length - file.Position, path, TorchGlobals.Table, utf8, PersistentLoad);

    /// <summary>("storage", type, key, location, elements, null or (key of the view, first element, elements))</summary>
    TorchStorage PersistentLoad(object? id)
    {
        if (id is not object?[] parts || parts
            is not ["storage", StorageType { Dtype: { } dtype } type, string key, string location, long count, var view])
            throw Wrong(id is object?[] and ["storage", StorageType { IsSupported: false } other, ..]
                ? $"a storage is a {other.Name}, a dtype that is not supported"
                : $"the pickle refers to {PickleNames.Describe(id)}, which is no storage");
        TorchStorage root = Root(key, dtype, type, location, count);
        return view switch
        {
            null => root,
            object?[] and [string viewKey, long offset, long length] => View(root, dtype, viewKey, offset, length),
            _ => throw Wrong($"storage {PickleNames.Describe(key)} has a view that is none: {PickleNames.Describe(view)}"),
        };
    }

    TorchStorage Root(string key, Dtype dtype, StorageType type, string location, long count)
    {
        if (roots.TryGetValue(key, out var known))
            return known.Dtype == dtype && known.Count == count ? known.Storage
                : throw Wrong($"storage {PickleNames.Describe(key)} is said to be of two kinds");
        // All that is allocated is in the file, else it would not be read.
        if (count < 0 || (Int128)count * dtype.ItemSize > file.Length - announced)
            throw Wrong($"storage {PickleNames.Describe(key)} of {count} elements of a {type.Name} is more than the file holds");
        announced += count * dtype.ItemSize;
        Device device = locations.Find(location);
        TorchStorage storage = new(path, key, dtype, kind => Torch.Zeros([count], kind, device));
        roots.Add(key, (storage, dtype, count));
        return storage;
    }

    TorchStorage View(TorchStorage root, Dtype dtype, string key, long offset, long length)
    {
        if (!views.TryGetValue(key, out TorchStorage? view))
            views[key] = view = new(path, key, dtype, kind => root.View(kind, offset, [length], [1]));
        return view;
    }

    void ReadStorage(object? key)
    {
        if (key is not string name || !roots.Remove(name, out var root))
            throw Wrong($"elements are there for storage {PickleNames.Describe(key)}, which no tensor has");
        Span<byte> count = stackalloc byte[8];
        try
        {
            file.ReadExactly(count);
            if (BinaryPrimitives.ReadInt64LittleEndian(count) is var found && found != root.Count)
                throw Wrong($"storage {PickleNames.Describe(key)} has {found} elements, and the pickle tells of {root.Count}");
            Tensor elements = root.Storage.Elements(root.Dtype);
            if (elements.Device == Device.Cpu)
            {
                TensorBytes.Read(file, elements);
                return;
            }
            using var noGrad = Torch.NoGrad();
            using Tensor onCpu = Torch.Empty([root.Count], root.Dtype);
            TensorBytes.Read(file, onCpu);
            elements.Copy_(onCpu);
        }
        catch (EndOfStreamException e)
        {
            throw new CheckpointFormatException(path, $"the file ends within storage {PickleNames.Describe(key)}", e);
        }
    }

    CheckpointFormatException Wrong(string problem) => new(path, problem);
}
