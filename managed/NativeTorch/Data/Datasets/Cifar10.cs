namespace NativeTorch.Data;

/// <summary>CIFAR-10, small colour photographs of ten classes, in its official binary or Python files. PyTorch:
/// <c>torchvision.datasets.CIFAR10</c>.</summary>
/// <remarks>
/// The training images are in five files of 10,000 each, the test images in one. They are read from a folder or, where there is none,
/// straight from cifar-10-binary.tar.gz or cifar-10-python.tar.gz. Nothing in the Python files, which are pickles, is executed.
/// </remarks>
public static class Cifar10
{
    static readonly CifarFiles files = new("https://www.cs.toronto.edu/~kriz/", [10],
        new CifarForm("cifar-10-batches-bin", "cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530",
            ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"], "test_batch.bin",
            ["batches.meta.txt"], new CifarBinary(10)),
        new CifarForm("cifar-10-batches-py", "cifar-10-python.tar.gz", "c58f30108f718f92721af3b95e74349a",
            ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"], "test_batch",
            ["batches.meta"], new CifarPickle((10, "labels", "label_names"))));

    /// <summary>The classes' names; a label is a position in this list.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Reads the training images, of those of the five files that are there, or the test images: (N, 3, 32, 32), with their
    /// classes.</summary>
    /// <param name="directory">Where the files are, or the folder or archive with them.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train)
    {
        LabeledImages images = files.Load(directory, train, kind: 0);
        return images.Classes.Count > 0 ? images : images with { Classes = Classes };
    }

    /// <summary>Whether a folder has training and test images.</summary>
    public static bool IsIn(string directory) => files.IsIn(directory);

    /// <summary>The first folder that has training and test images, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of
    /// folders called cifar-10 in them; null where none has.</summary>
    public static string? FindFolder(params IEnumerable<string?> places) => DataFolders.Find(places, ["cifar-10"], IsIn);

    /// <summary>Downloads the Python files (163 MB), checks and unpacks them, unless the images are there in some form.</summary>
    /// <param name="directory">Where the archive and its folder go; it is created.</param>
    /// <param name="downloader">What downloads; null makes one.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops; what has arrived stays for the next time.</param>
    /// <exception cref="DownloadException">The archive is not delivered, or another one is.</exception>
    public static Task DownloadAsync(string directory, Downloader? downloader = null, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) => files.DownloadAsync(directory, downloader, progress, cancellationToken);
}
