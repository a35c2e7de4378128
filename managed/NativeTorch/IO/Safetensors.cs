using Microsoft.Win32.SafeHandles;
using NativeTorch.IO.SafeTensors;

namespace NativeTorch.IO;

/// <summary>Tensors by name in a file of the safetensors format, which holds numbers and nothing that could be executed.</summary>
/// <remarks>
/// <code>
/// Safetensors.Save("model.safetensors", model.StateDict());
/// model.LoadStateDict(Safetensors.Load("model.safetensors"));
/// </code>
/// Python reads and writes the same files with <c>safetensors.torch.save_file</c> and <c>load_file</c>.
/// <see cref="SafetensorsFile"/> takes single tensors out of a large file.</remarks>
public static class Safetensors
{
    /// <summary>Writes the tensors, in their order. What was at <paramref name="path"/> is there until the new file is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors by name, such as a module's StateDict(). Views are saved as what they show.</param>
    /// <param name="metadata">Texts to go with them.</param>
    /// <remarks>PyTorch: <c>safetensors.torch.save_file</c>.</remarks>
    /// <exception cref="ArgumentException">A name is there twice, or is "__metadata__".</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, Tensor>[] all = [.. tensors];
        byte[] header = SafetensorsHeader.Write(all, metadata);
        AtomicFile.Write(path, file =>
        {
            file.Write(header);
            foreach ((_, Tensor tensor) in all)
                TensorBytes.Write(file, tensor);
        });
    }

    /// <summary>Writes the tensors, in their order, into several files of limited size and then an index of them, as Hugging Face does:
    /// model-00001-of-00003.safetensors, ..., model.safetensors.index.json.</summary>
    /// <param name="indexPath">The index, whose name ends in ".safetensors.index.json"; the files lie beside it.</param>
    /// <param name="tensors">Tensors by name. One that is larger than a file may be has a file of its own.</param>
    /// <param name="maxShardSize">How many bytes of tensors go into one file (default 5 GB).</param>
    /// <param name="metadata">Texts to go with them, in each file.</param>
    /// <remarks>PyTorch: <c>huggingface_hub.save_torch_state_dict</c>. The index is written last and makes the checkpoint:
    /// after a crash before that, the old index and its files are there, whole. Where files have the names above already, the
    /// new ones get others, and the old index's are deleted at the end.</remarks>
    /// <exception cref="ArgumentException">A name is there twice, or is "__metadata__"; or the index has another ending.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void SaveSharded(string indexPath, IEnumerable<KeyValuePair<string, Tensor>> tensors, long maxShardSize = 5_000_000_000,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(indexPath);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxShardSize);
        if (!SafetensorsShards.IsIndexName(indexPath))
            throw new ArgumentException($"[safetensors] the index \"{indexPath}\" is to end in .safetensors.index.json", nameof(indexPath));
        SafetensorsShards.Write(indexPath, [.. tensors], maxShardSize, metadata);
    }

    /// <summary>All tensors, in the order in which they lie in the file or stand in the index.</summary>
    /// <param name="path">The file, or an index of several, whose name ends in ".index.json".</param>
    /// <param name="device">Where they go (default CPU).</param>
    /// <param name="mapped">Whether the tensors share the file's memory instead of being read, which is for files that nobody
    /// changes: see <see cref="SafetensorsFile"/> (default false).</param>
    /// <remarks>PyTorch: <c>safetensors.torch.load_file</c>.</remarks>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format, or a dtype is not supported (F8_E4M3,
    /// U16, C64, ...); or of an index, a file is missing, is wrong, or has no such tensor.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path, Device? device = null, bool mapped = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        OrderedDictionary<string, Tensor> tensors = mapped ? Map(path) : SafetensorsReader.Read(path);
        if (device is { } other)
            foreach (string name in tensors.Keys.ToArray())
                tensors[name] = tensors[name].To(other);
        return tensors;
    }

    /// <summary>The texts that were saved with the tensors.</summary>
    /// <remarks>PyTorch: <c>safetensors.safe_open(path).metadata</c>.</remarks>
    /// <exception cref="CheckpointFormatException">It is no file of this format.</exception>
    public static IReadOnlyDictionary<string, string> LoadMetadata(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using SafeFileHandle file = File.OpenHandle(path);
        return SafetensorsHeader.Read(file, path).Metadata;
    }

    static OrderedDictionary<string, Tensor> Map(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return new(file.Keys.Select(name => KeyValuePair.Create(name, file[name])));
    }
}
