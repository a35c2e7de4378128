namespace NativeTorch.IO;

/// <summary>Tensors by name in a file of the safetensors format, which holds numbers and nothing that could be executed.</summary>
/// <remarks>
/// <code>
/// Safetensors.Save("model.safetensors", model.StateDict());
/// model.LoadStateDict(Safetensors.Load("model.safetensors"));
/// </code>
/// Python reads and writes the same files with <c>safetensors.torch.save_file</c> and <c>load_file</c>.</remarks>
public static class Safetensors
{
    /// <summary>Writes the tensors, in their order. What was at <paramref name="path"/> is there until the new file is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors by name, such as a module's StateDict(). Views are saved as what they show.</param>
    /// <param name="metadata">Texts to go with them.</param>
    /// <exception cref="ArgumentException">A name is there twice, or is "__metadata__".</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, Tensor>[] all = [.. tensors];
        byte[] header = SafetensorsHeader.Write(all, metadata);
        AtomicFile.Write(path, file =>
        {
            file.Write(BitConverter.GetBytes((long)header.Length));
            file.Write(header);
            foreach ((_, Tensor tensor) in all)
                TensorBytes.Write(file, tensor);
        });
    }

    /// <summary>Reads all tensors, in the order in which they lie in the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where they go (default CPU).</param>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        var header = SafetensorsHeader.Read(file, path);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (SafetensorsHeader.Entry entry in header.Entries)
        {
            Tensor tensor = Torch.Empty(entry.Shape, entry.Dtype);
            try
            {
                TensorBytes.Read(file, tensor);
            }
            catch (EndOfStreamException e)
            {
                throw new CheckpointFormatException(path, $"the file ends within \"{entry.Name}\"", e);
            }
            tensors.Add(entry.Name, device is { } other ? tensor.To(other) : tensor);
        }
        return tensors;
    }

    /// <summary>The texts that were saved with the tensors.</summary>
    /// <exception cref="CheckpointFormatException">It is no file of this format.</exception>
    public static IReadOnlyDictionary<string, string> LoadMetadata(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        return SafetensorsHeader.Read(file, path).Metadata;
    }
}
