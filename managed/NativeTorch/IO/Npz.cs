using System.IO.Compression;
using NativeTorch.IO.NumPy;
using NativeTorch.IO.Zip;

namespace NativeTorch.IO;

/// <summary>Tensors by name in a file of NumPy's .npz format: a zip archive with a .npy file for each.</summary>
/// <remarks>
/// <code>
/// Npz.Save("batch.npz", new Dictionary&lt;string, Tensor&gt; { ["x"] = x, ["y"] = y });   // numpy.load("batch.npz")["x"]
/// Tensor x = Npz.Load("batch.npz")["x"];                                            // numpy.savez("batch.npz", x=x)
/// </code>
/// The dtypes are those of <see cref="Npy"/>.</remarks>
public static class Npz
{
    const string Suffix = ".npy";

    /// <summary>Writes tensors as they are. What was at <paramref name="path"/> is there until the new file is whole.</summary>
    /// <param name="path">The file; ".npz" is not appended.</param>
    /// <param name="tensors">Tensors by name; NumPy's own names for arrays without one are arr_0, arr_1, ...</param>
    /// <remarks>PyTorch: <c>numpy.savez(path, **tensors)</c>.</remarks>
    /// <exception cref="ArgumentException">A name is there twice, is empty, or would lead out of a folder ("../x").</exception>
    /// <exception cref="DtypeMismatchException">A dtype is bfloat16.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        Save(path, tensors, CompressionLevel.NoCompression);

    /// <summary>Writes tensors deflated: smaller for masks and labels, hardly so for weights, and many times slower.</summary>
    /// <param name="path">The file; ".npz" is not appended.</param>
    /// <param name="tensors">Tensors by name.</param>
    /// <remarks>PyTorch: <c>numpy.savez_compressed(path, **tensors)</c>.</remarks>
    /// <exception cref="ArgumentException">A name is there twice, is empty, or would lead out of a folder ("../x").</exception>
    /// <exception cref="DtypeMismatchException">A dtype is bfloat16.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveCompressed(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        Save(path, tensors, CompressionLevel.Optimal);

    /// <summary>Reads all tensors, in the archive's order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where they go (default CPU).</param>
    /// <param name="maxBytes">How many bytes all arrays may have, unpacked, so that a small file cannot fill the memory; by
    /// default 1 GiB, or 64 times the file's size where that is more.</param>
    /// <remarks>PyTorch: <c>numpy.load(path, allow_pickle=False)</c>. Checksums are compared.</remarks>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format, a name leads out of a folder or is there
    /// twice, the arrays are too large, or a dtype is not supported.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path, Device? device = null, long? maxBytes = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using ZipReader archive = ZipReader.Open(path, maxBytes);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (ZipEntry entry in archive.Entries)
        {
            if (!entry.Name.EndsWith(Suffix, StringComparison.Ordinal))
                throw archive.Wrong(entry, $"is no array, whose name would end in {Suffix}");
            using Stream content = archive.OpenRead(entry);
            Tensor tensor = NpyArray.Read(content, entry.Size, (problem, inner) => archive.Wrong(entry, $"is wrong: {problem}", inner));
            tensors.Add(entry.Name[..^Suffix.Length], device is { } other ? tensor.To(other) : tensor);
        }
        return tensors;
    }

    static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, CompressionLevel level)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, Tensor>[] all = [.. tensors];
        var names = new HashSet<string>();
        foreach ((string name, Tensor tensor) in all)
        {
            if (name.Length == 0 || !RelativePath.IsSafe(name) || !names.Add(name))
                throw new ArgumentException($"[npz] the name \"{name}\" is there twice, is empty, or leads out of a folder",
                    nameof(tensors));
            _ = NpyDtypes.Name(tensor.Dtype);
        }
        AtomicFile.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, Tensor tensor) in all)
            {
                using Stream entry = archive.CreateEntry(name + Suffix, level).Open();
                NpyArray.Write(entry, tensor);
            }
        });
    }
}
