using NativeTorch.IO.NumPy;

namespace NativeTorch.IO;

/// <summary>One tensor in a file of NumPy's .npy format.</summary>
/// <remarks>
/// <code>
/// Npy.Save("embedding.npy", model.Embedding.Weight);   // numpy.load("embedding.npy")
/// Tensor x = Npy.Load("x.npy");                         // numpy.save("x.npy", x)
/// </code>
/// All dtypes but bfloat16, which NumPy does not have. Of NumPy's, those are refused by name that no tensor has: text, dates,
/// complex numbers, larger unsigned integers, structures and objects; an object would be a pickle, and nothing in a file is
/// ever executed.</remarks>
public static class Npy
{
    /// <summary>Writes a tensor, in row-major order. What was at <paramref name="path"/> is there until the new file is whole.</summary>
    /// <param name="path">The file; ".npy" is not appended.</param>
    /// <param name="tensor">The tensor, on any device, of any strides.</param>
    /// <remarks>PyTorch: <c>numpy.save(path, tensor.numpy())</c>.</remarks>
    /// <exception cref="DtypeMismatchException">The dtype is bfloat16.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensor);
        _ = NpyDtypes.Name(tensor.Dtype);
        AtomicFile.Write(path, file => NpyArray.Write(file, tensor));
    }

    /// <summary>Reads a tensor: versions 1.0, 2.0 and 3.0, both orders of bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it goes (default CPU).</param>
    /// <returns>A tensor with the array's shape; one in Fortran order keeps it in its strides.</returns>
    /// <remarks>PyTorch: <c>torch.from_numpy(numpy.load(path, allow_pickle=False))</c>.</remarks>
    /// <exception cref="CheckpointFormatException">It is no whole file of this format, or its dtype is not supported.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Tensor Load(string path, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        Tensor tensor = NpyArray.Read(file, file.Length, (problem, inner) => new CheckpointFormatException(path, problem, inner));
        return device is { } other ? tensor.To(other) : tensor;
    }
}
