namespace NativeTorch.Data;

/// <summary>Fashion-MNIST, pictures of ten kinds of clothes, in its official idx files, plain or gzipped. PyTorch:
/// <c>torchvision.datasets.FashionMNIST</c>.</summary>
/// <remarks>Of MNIST's form, and harder. Its files have the names of MNIST's.</remarks>
public static class FashionMnist
{
    /// <summary>Mean of the training pixels, where white is 1.</summary>
    public const double Mean = 0.2860;

    /// <summary>Standard deviation of the training pixels, where white is 1.</summary>
    public const double Std = 0.3530;

    static readonly MnistFamily family = new("FashionMNIST", "fashion-mnist",
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
        ["8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe",
            "bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"]);

    /// <summary>The classes' names; a label is a position in this list.</summary>
    public static IReadOnlyList<string> Classes => family.Classes;

    /// <summary>Reads 60,000 training or 10,000 test images, (N, 1, 28, 28), and their classes.</summary>
    /// <param name="directory">Where the files are, or where <c>FashionMNIST/raw</c> is, as torchvision has it.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train) => family.Load(directory, train);

    /// <summary>Whether a folder has all four files, which have the names of MNIST's.</summary>
    public static bool IsIn(string directory) => family.IsIn(directory);

    /// <summary>The first folder that has all four files, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of folders called
    /// fashion-mnist in them; null where none has.</summary>
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
