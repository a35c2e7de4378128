using NativeTorch.IO.Zip;

namespace NativeTorch.IO.TorchFiles;

/// <summary>Writes the form of PyTorch since 1.6: a zip archive with a pickle and a file for each storage. The elements go from the
/// tensors' memory to the file without a copy of the whole.</summary>
static class TorchFileWriter
{
    // PyTorch uses the file's name; one that is always the same keeps equal contents equal files.
    const string Folder = "archive";

    public static void Write(string path, object? value)
    {
        (byte[] pickle, IReadOnlyList<SavedStorage> storages) = TorchPickleWriter.WriteAll(SavedValues.Of(value));
        AtomicFile.Write(path, file =>
        {
            var archive = new ZipWriter(file);
            Add(archive, "data.pkl", pickle);
            Add(archive, "byteorder", "little"u8.ToArray());
            foreach (SavedStorage storage in storages)
                archive.Write($"{Folder}/data/{storage.Key}", storage.Count * storage.Dtype.ItemSize, storage.Write);
            Add(archive, "version", "3\n"u8.ToArray());
            archive.Finish();
        });
    }

    static void Add(ZipWriter archive, string name, byte[] content) =>
        archive.Write($"{Folder}/{name}", content.Length, stream => stream.Write(content));
}
