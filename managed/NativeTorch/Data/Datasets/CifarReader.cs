namespace NativeTorch.Data;

/// <summary>Reads files of one form.</summary>
abstract class CifarReader
{
    protected const int Side = 32, Pixels = 3 * Side * Side;

    /// <summary>The images of one file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="DatasetFormatException">It is damaged, or another one.</exception>
    public abstract CifarImages ReadImages(byte[] content, string path);

    /// <summary>The names of the classes, coarse first where there are two kinds.</summary>
    /// <param name="contents">The form's files with names, in its order.</param>
    public abstract string[][] ReadNames(IReadOnlyList<(string Path, byte[] Content)> contents);
}

/// <summary>Images with their labels: each kind, coarse first where there are two.</summary>
/// <param name="Pixels">All images' planes of red, green and blue, one image after another.</param>
/// <param name="Labels">For each kind of label, one for each image.</param>
sealed record CifarImages(ReadOnlyMemory<byte> Pixels, long[][] Labels);
