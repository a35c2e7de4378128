namespace NativeTorch.Data;

/// <summary>CIFAR-100, small colour photographs of 100 classes in 20 groups, in its official binary or Python files. PyTorch:
/// <c>torchvision.datasets.CIFAR100</c>.</summary>
/// <remarks>
/// 50,000 training and 10,000 test images, read from a folder or, where there is none, straight from cifar-100-binary.tar.gz or
/// cifar-100-python.tar.gz. Nothing in the Python files, which are pickles, is executed.
/// </remarks>
public static class Cifar100
{
    static readonly CifarFiles files = new("https://www.cs.toronto.edu/~kriz/", [20, 100],
        new CifarForm("cifar-100-binary", "cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8", ["train.bin"], "test.bin",
            ["coarse_label_names.txt", "fine_label_names.txt"], new CifarBinary(20, 100)),
        new CifarForm("cifar-100-python", "cifar-100-python.tar.gz", "eb9058c3a382ffc7106e4002c42a8d85", ["train"], "test", ["meta"],
            new CifarPickle((20, "coarse_labels", "coarse_label_names"), (100, "fine_labels", "fine_label_names"))));

    /// <summary>Reads the training or the test images, (N, 3, 32, 32), with their classes, whose names are those in the files.</summary>
    /// <param name="directory">Where the files are, or the folder or archive with them.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <param name="coarse">Whether the labels are the 20 groups ("aquatic mammals") instead of the 100 classes ("dolphin").</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train, bool coarse = false) =>
        files.Load(directory, train, kind: coarse ? 0 : 1);

    /// <summary>Whether a folder has training and test images.</summary>
    public static bool IsIn(string directory) => files.IsIn(directory);

    /// <summary>The first folder that has training and test images, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of
    /// folders called cifar-100 in them; null where none has.</summary>
    public static string? FindFolder(params IEnumerable<string?> places) => DataFolders.Find(places, ["cifar-100"], IsIn);

    /// <summary>Downloads the Python files (161 MB), checks and unpacks them, unless the images are there in some form.</summary>
    /// <param name="directory">Where the archive and its folder go; it is created.</param>
    /// <param name="downloader">What downloads; null makes one.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops; what has arrived stays for the next time.</param>
    /// <exception cref="DownloadException">The archive is not delivered, or another one is.</exception>
    public static Task DownloadAsync(string directory, Downloader? downloader = null, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) => files.DownloadAsync(directory, downloader, progress, cancellationToken);
}
