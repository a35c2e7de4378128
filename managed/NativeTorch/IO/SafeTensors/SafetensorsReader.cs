using Microsoft.Win32.SafeHandles;
using NativeTorch.Interop;

namespace NativeTorch.IO.SafeTensors;

/// <summary>Reads the tensors of a file into memory of their own.</summary>
static unsafe class SafetensorsReader
{
    /// <summary>All tensors of a file, or of all the files of an index, in their order there.</summary>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format.</exception>
    public static OrderedDictionary<string, Tensor> Read(string path)
    {
        var tensors = new OrderedDictionary<string, Tensor>();
        if (!SafetensorsIndex.IsName(path))
        {
            ReadInto(tensors, path, _ => true);
            return tensors;
        }
        var index = SafetensorsIndex.Read(path);
        var read = new OrderedDictionary<string, Tensor>();
        foreach (string file in index.Files.Values.Distinct())
            try
            {
                ReadInto(read, index.PathOf(file), name => index.Files.TryGetValue(name, out string? place) && place == file);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                throw Missing(index, file, e);
            }
        foreach ((string name, string file) in index.Files)
            tensors.Add(name, read.TryGetValue(name, out Tensor? tensor) ? tensor : throw NotThere(index, name, file));
        return tensors;
    }

    public static CheckpointFormatException Missing(SafetensorsIndex index, string file, Exception e) =>
        new(index.Path, $"it names the file \"{file}\", which is not there", e);

    public static CheckpointFormatException NotThere(SafetensorsIndex index, string name, string file) =>
        new(index.Path, $"\"{name}\" is said to be in \"{file}\", which has no such tensor");

    static void ReadInto(OrderedDictionary<string, Tensor> tensors, string path, Func<string, bool> isWanted)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        SafetensorsEntry[] entries = [.. SafetensorsHeader.Read(file, path).Entries.Where(entry => isWanted(entry.Name))];
        Dtype[] dtypes = Array.ConvertAll(entries, entry => entry.Dtype(path));
        Tensor[] read = [.. entries.Zip(dtypes, (entry, dtype) => Torch.Empty(entry.Shape, dtype))];
        FileBytes.Read(file, [.. read.Zip(entries, (tensor, entry) => ((nint)tensor.Info().Data, entry.Begin, entry.Bytes))], path);
        foreach ((int i, Tensor tensor) in read.Index())
        {
            if (dtypes[i] == Dtype.Bool)
                TensorBytes.ToBools((byte*)tensor.Info().Data, entries[i].Bytes);
            tensors.Add(entries[i].Name, tensor);
        }
        GC.KeepAlive(read);
    }
}
