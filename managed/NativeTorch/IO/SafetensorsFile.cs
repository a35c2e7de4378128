using NativeTorch.IO.SafeTensors;

namespace NativeTorch.IO;

/// <summary>An open safetensors file, or several of them under one index, whose tensors are taken by name, without reading the
/// others.</summary>
/// <remarks>
/// <code>
/// using var file = SafetensorsFile.Open("model.safetensors");
/// Tensor embedding = file["embed.weight"];           // no byte is read yet
/// Tensor rows = embedding[1000..1010].Clone();       // only these rows are
/// </code>
/// <para>PyTorch: <c>safetensors.safe_open</c>. The file is mapped into memory: opening it costs the reading of its header, and
/// a tensor's pages are read when an op first touches them. Tensors share these pages, and live on after <see cref="Dispose"/>.
/// Writing to one in place changes the tensor and never the file. BOOL tensors, and those that a file has at odd places, are
/// copied.</para>
/// <para>The price: somebody who truncates the file, or a disk that fails, while tensors are over it ends the process at the next
/// touch, as no program can catch that. Nothing in this library truncates a file; <see cref="Safetensors.Save"/> puts a new one
/// in its place, and the tensors keep the old one. Where others write to the file, use <see cref="Safetensors.Load"/>, which
/// reads it.</para>
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    readonly Lock guard = new();
    readonly Dictionary<string, SafetensorsMapping> open = [];
    readonly SafetensorsIndex index;

    /// <summary>A file alone is one that is its own index.</summary>
    SafetensorsFile(SafetensorsIndex index) => this.index = index;

    /// <summary>The file.</summary>
    public string FilePath => index.Path;

    /// <summary>The tensors' names, in the order in which they lie in the file or stand in the index. PyTorch:
    /// <c>safe_open(...).keys</c>.</summary>
    public IReadOnlyList<string> Keys => index.Files.Keys;

    /// <summary>The texts that were saved with the tensors; of an index, what it says beside the names. PyTorch:
    /// <c>safe_open(...).metadata</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => index.Metadata;

    /// <summary>The tensor of a name, over the file's memory. PyTorch: <c>safe_open(...).get_tensor</c>, and with an index behind it
    /// <c>get_slice</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="CheckpointFormatException">Its dtype is not supported (F8_E4M3, U16, C64, ...); or of an index, the
    /// file that it names is missing, is wrong, or has no such tensor.</exception>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    public Tensor this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            if (!index.Files.TryGetValue(name, out string? file))
                throw new KeyNotFoundException($"[safetensors] {FilePath} has no tensor \"{name}\"");
            lock (guard)
            {
                SafetensorsMapping mapping = Mapping(file);
                return mapping.Get(mapping.Entries.TryGetValue(name, out SafetensorsEntry? entry) ? entry
                    : throw SafetensorsReader.NotThere(index, name, file));
            }
        }
    }

    /// <summary>Opens a file, or the files of an index, whose name ends in ".index.json" and which are opened when they are
    /// needed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (SafetensorsIndex.IsName(path))
            return new(SafetensorsIndex.Read(path));
        var mapping = SafetensorsMapping.Open(path);
        string name = Path.GetFileName(path);
        var files = new OrderedDictionary<string, string>(mapping.Header.Entries.Select(entry => KeyValuePair.Create(entry.Name, name)));
        var file = new SafetensorsFile(new SafetensorsIndex(path, files, mapping.Header.Metadata));
        file.open.Add(name, mapping);
        return file;
    }

    /// <summary>Whether <see cref="Dispose"/> was called.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool ContainsKey(string name) => index.Files.ContainsKey(name);

    /// <summary>Closes the file. Tensors that were taken stay as they are, and the mapping goes with the last of them.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            IsDisposed = true;
            foreach (SafetensorsMapping mapping in open.Values)
                mapping.Dispose();
        }
    }

    SafetensorsMapping Mapping(string file)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (open.TryGetValue(file, out SafetensorsMapping? mapping))
            return mapping;
        try
        {
            open.Add(file, mapping = SafetensorsMapping.Open(index.PathOf(file)));
            return mapping;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw SafetensorsReader.Missing(index, file, e);
        }
    }
}
