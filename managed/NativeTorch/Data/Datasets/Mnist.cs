namespace NativeTorch.Data;

/// <summary>The MNIST digits in its official idx files, plain or gzipped. PyTorch: <c>torchvision.datasets.MNIST</c>.</summary>
/// <remarks>White digits on black, 28 x 28 pixels.</remarks>
public static class Mnist
{
    /// <summary>Mean of the training pixels, where white is 1.</summary>
    public const double Mean = 0.1307;

    /// <summary>Standard deviation of the training pixels, where white is 1.</summary>
    public const double Std = 0.3081;

    static readonly MnistFamily family = new("MNIST", "mnist",
        ["0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight", "9 - nine"],
        [
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
            "http://yann.lecun.com/exdb/mnist/",
        ],
        ["f68b3c2dcbeaaa9fbdd348bbdeb94873", "d53e105ee54ea40749a09fcbcd1e9432",
            "9fb629c4189551a2d022fa330f9573f3", "ec29112dd5afa0611ce80d1b7f02629c"]);

    /// <summary>The classes' names; a label is a position in this list.</summary>
    public static IReadOnlyList<string> Classes => family.Classes;

    /// <summary>Reads 60,000 training or 10,000 test images, (N, 1, 28, 28), and their classes.</summary>
    /// <param name="directory">Where the files are, or where <c>MNIST/raw</c> is, as torchvision has it.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train) => family.Load(directory, train);

    /// <summary>Whether a folder has all four files.</summary>
    public static bool IsIn(string directory) => family.IsIn(directory);

    /// <summary>The first folder that has all four files, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of folders called
    /// mnist in them; null where none has.</summary>
    public static string? FindFolder(params IEnumerable<string?> places) => family.FindFolder(places);

    /// <summary>Downloads what a folder lacks, from the first mirror that has it, and checks it.</summary>
    /// <param name="directory">Where the files go; it is created.</param>
    /// <param name="downloader">What downloads; null makes one.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops; what has arrived stays for the next time.</param>
    /// <exception cref="DownloadException">No mirror delivers a file with the right checksum; the message says what each did.</exception>
    public static Task DownloadAsync(string directory, Downloader? downloader = null, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) => family.DownloadAsync(directory, downloader, progress, cancellationToken);
}
