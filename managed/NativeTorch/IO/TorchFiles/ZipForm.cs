using System.Text;
using NativeTorch.IO.Pickle;
using NativeTorch.IO.Zip;
using NativeTorch.Interop;

namespace NativeTorch.IO.TorchFiles;

/// <summary>The form of PyTorch since 1.6: a zip archive with a pickle, "NAME/data.pkl", and a file for each storage,
/// "NAME/data/0".</summary>
sealed class ZipForm
{
    const string PickleName = "/data.pkl";
    const int MostPickleBytes = 1 << 30;

    static readonly Encoding utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    readonly ZipReader archive;
    readonly LocationMap locations;
    readonly string folder;
    readonly bool isBigEndian;
    readonly Dictionary<string, TorchStorage> storages = [];

    ZipForm(ZipReader archive, LocationMap locations, string folder)
    {
        (this.archive, this.locations, this.folder) = (archive, locations, folder);
        isBigEndian = archive.Find($"{folder}/byteorder") is { } order
            && Encoding.Latin1.GetString(archive.ReadAll(order, 64)).Trim() switch
        {
            "little" => false,
            "big" => true,
            var other => throw archive.Wrong(order, $"says {PickleNames.Describe(other)}, and neither little nor big"),
        };
    }

    public static object? Read(string path, LocationMap locations)
    {
        using ZipReader archive = ZipReader.Open(path);
        return Settled.Of(new ZipForm(archive, locations, Folder(archive)).ReadPickle(), path);
    }

    /// <summary>The folder that all entries are in, whatever the file is called now.</summary>
    static string Folder(ZipReader archive)
    {
        string[] folders = [.. from entry in archive.Entries
                               where entry.Name.EndsWith(PickleName, StringComparison.Ordinal)
                               let folder = entry.Name[..^PickleName.Length]
                               where !folder.Contains('/')
                               select folder];
        if (folders is not [var only])
            throw new CheckpointFormatException(archive.Path,
                $"a zip archive with {folders.Length} files data.pkl is no file of torch.save");
        return archive.Find($"{only}/constants.pkl") is null ? only : throw new CheckpointFormatException(archive.Path,
            "it is a TorchScript program (torch.jit.save), which is code: "
            + "in PyTorch, save torch.jit.load(path).state_dict() with torch.save");
    }

    object? ReadPickle()
    {
        byte[] pickle = archive.ReadAll(archive.Find(folder + PickleName)!, MostPickleBytes);
        using var stream = new MemoryStream(pickle);
        return PickleReader.Read(stream, pickle.Length, archive.Path, TorchGlobals.Table, utf8, PersistentLoad);
    }

    /// <summary>("storage", type, key, location, elements)</summary>
    TorchStorage PersistentLoad(object? id)
    {
        if (id is not object?[] parts
            || parts is not ["storage", StorageType type, string key, string location, long count, ..])
            throw new CheckpointFormatException(archive.Path, $"the pickle refers to {PickleNames.Describe(id)}, which is no storage");
        if (storages.TryGetValue(key, out TorchStorage? known))
            return known;
        if (!type.IsSupported)
            throw new CheckpointFormatException(archive.Path,
                $"storage {PickleNames.Describe(key)} is a {type.Name}, a dtype that is not supported");
        Device device = locations.Find(location);
        ZipEntry entry = archive.Find($"{folder}/data/{key}")
            ?? throw new CheckpointFormatException(archive.Path, $"the archive has no storage {PickleNames.Describe(key)}");
        if (count < 0 || (Int128)count * (type.Dtype?.ItemSize ?? 1) != entry.Size)
            throw archive.Wrong(entry, $"has {entry.Size} bytes, and the pickle tells of {count} elements of a {type.Name}");
        return storages[key] = new(archive.Path, key, type.Dtype, dtype => Load(entry, dtype, device));
    }

    Tensor Load(ZipEntry entry, Dtype dtype, Device device)
    {
        if (entry.Size % dtype.ItemSize != 0)
            throw archive.Wrong(entry, $"has {entry.Size} bytes, and is used as {dtype.TorchName}");
        Tensor elements = Torch.Empty([entry.Size / dtype.ItemSize], dtype);
        using (Stream content = archive.OpenRead(entry))
            TensorBytes.Read(content, elements);
        if (isBigEndian)
            Swap(elements);
        return elements.To(device);
    }

    static unsafe void Swap(Tensor elements)
    {
        using var self = new TensorRef(elements);
        var data = (byte*)elements.Info().Data;
        int size = elements.Dtype.ItemSize;
        for (long i = 0; i < elements.Numel; i++)
            new Span<byte>(data + i * size, size).Reverse();
    }
}
