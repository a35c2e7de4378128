namespace NativeTorch.Data;

/// <summary>Kuzushiji-MNIST, ten Japanese letters in old handwriting, in its official idx files, plain or gzipped. PyTorch:
/// <c>torchvision.datasets.KMNIST</c>.</summary>
/// <remarks>Of MNIST's form, and harder. Its files have the names of MNIST's.</remarks>
public static class KMnist
{
    static readonly MnistFamily family = new("KMNIST", "kmnist",
        ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
        ["http://codh.rois.ac.jp/kmnist/dataset/kmnist/"],
        ["bdb82020997e1d708af4cf47b453dcf7", "e144d726b3acfaa3e44228e80efcd344",
            "5c965bf0a639b31b8f53240b1b52f4d7", "7320c461ea6c1c855c0b718fb2a4b134"]);

    /// <summary>The classes' names; a label is a position in this list.</summary>
    public static IReadOnlyList<string> Classes => family.Classes;

    /// <summary>Reads 60,000 training or 10,000 test images, (N, 1, 28, 28), and their classes.</summary>
    /// <param name="directory">Where the files are, or where <c>KMNIST/raw</c> is, as torchvision has it.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train) => family.Load(directory, train);

    /// <summary>Whether a folder has all four files, which have the names of MNIST's.</summary>
    public static bool IsIn(string directory) => family.IsIn(directory);

    /// <summary>The first folder that has all four files, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of folders called
    /// kmnist in them; null where none has.</summary>
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
