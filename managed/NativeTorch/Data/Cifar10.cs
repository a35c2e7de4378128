namespace NativeTorch.Data;

/// <summary>CIFAR-10, small colour photographs of ten classes, in its official binary files. PyTorch:
/// <c>torchvision.datasets.CIFAR10</c>.</summary>
/// <remarks>
/// A file is a row of records without a header: one byte for the class, then 32 x 32 bytes for red, green and blue. The training
/// images are data_batch_1.bin to data_batch_5.bin, 10,000 each; the test images are test_batch.bin.
/// </remarks>
public static class Cifar10
{
    const int Channels = 3, Side = 32, Pixels = Channels * Side * Side, Record = 1 + Pixels;

    /// <summary>The classes' names; a label is a position in this list.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Reads the training images, of those of the five files that are there, or the test images: (N, 3, 32, 32), with their
    /// classes.</summary>
    /// <param name="directory">Where the files are, or where <c>cifar-10-batches-bin</c> is, as the archive unpacks it.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train)
    {
        string[] names = [.. Names(train)], files = [.. names.Select(name => TryFind(directory, name)).OfType<string>()];
        if (files.Length == 0)
            throw new FileNotFoundException($"{Path.Combine(directory, names[0])} is not there.", names[0]);
        byte[][] contents = [.. files.Select(Read)];
        int count = contents.Sum(content => content.Length / Record);
        var labels = new long[count];
        var pixels = new byte[(long)count * Pixels];
        int at = 0;
        foreach (byte[] content in contents)
            for (int start = 0; start < content.Length; start += Record, at++)
            {
                labels[at] = content[start];
                content.AsSpan(start + 1, Pixels).CopyTo(pixels.AsSpan(at * Pixels));
            }
        return new(Torch.Tensor(pixels.AsSpan(), [count, Channels, Side, Side]), Torch.Tensor(labels.AsSpan()));
    }

    /// <summary>Whether a folder has training and test images.</summary>
    public static bool IsIn(string directory) =>
        new[] { true, false }.All(train => Names(train).Any(name => TryFind(directory, name) is not null));

    /// <summary>The first folder that has training and test images, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data; null where
    /// none has.</summary>
    public static string? FindFolder(params IEnumerable<string?> places) => DataFolders.Find(places, "cifar-10", IsIn);

    static IEnumerable<string> Names(bool train) => train ? Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin") : ["test_batch.bin"];

    static string? TryFind(string directory, string name) => new[] { directory, Path.Combine(directory, "cifar-10-batches-bin") }
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    static byte[] Read(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        if (content.Length == 0 || content.Length % Record != 0)
            throw new DatasetFormatException(path, $"records of {Record} bytes", $"{content.Length} bytes, "
                + $"{content.Length / Record} records and {content.Length % Record} bytes more");
        for (int start = 0; start < content.Length; start += Record)
            if (content[start] >= Classes.Count)
                throw new DatasetFormatException(path, $"labels from 0 to {Classes.Count - 1}", $"{content[start]} in record {start / Record}");
        return content;
    }
}
