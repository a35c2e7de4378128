namespace NativeTorch.Data;

/// <summary>Data sets in MNIST's four idx files, each plain or gzipped.</summary>
/// <param name="name">The folder that torchvision gives it.</param>
/// <param name="folder">What people call the folder.</param>
/// <param name="classes">The classes' names.</param>
/// <param name="mirrors">Addresses of folders with the files, each with .gz.</param>
/// <param name="checksums">MD5 sums of the gzipped files: training images and labels, test images and labels.</param>
sealed class MnistFamily(string name, string folder, string[] classes, string[] mirrors, string[] checksums)
{
    const int Side = 28;

    static readonly string[] files =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    public IReadOnlyList<string> Classes { get; } = classes;

    public LabeledImages Load(string directory, bool train)
    {
        string imageFile = Find(directory, files[train ? 0 : 2]), labelFile = Find(directory, files[train ? 1 : 3]);
        IdxElements images = IdxFile.ReadElements(imageFile, Dtype.UInt8, dim: 3);
        IdxElements labels = IdxFile.ReadElements(labelFile, Dtype.UInt8, dim: 1);
        if (images.Shape[1] != Side || images.Shape[2] != Side)
            throw new DatasetFormatException(imageFile, $"images of {Side} x {Side}", $"{images.Shape[1]} x {images.Shape[2]}");
        long count = images.Shape[0];
        if (labels.Data.Length != count)
            throw new DatasetFormatException(labelFile, $"{count} labels, one for each image of {imageFile}", $"{labels.Data.Length}");
        if (labels.Data.AsSpan().IndexOfAnyExceptInRange<byte>(0, (byte)(Classes.Count - 1)) is var at and >= 0)
            throw new DatasetFormatException(labelFile, $"labels from 0 to {Classes.Count - 1}", $"{labels.Data[at]} at position {at}");
        return new(images.ToTensor().View(count, 1, Side, Side), labels.ToTensor().To(Dtype.Int64)) { Classes = Classes };
    }

    public bool IsIn(string directory) => files.All(file => TryFind(directory, file) is not null);

    /// <summary>The first folder with all four files. All of the family have the same names: files that lie in a data folder itself are
    /// taken for MNIST's, and for another data set's only where the caller names the folder.</summary>
    public string? FindFolder(IEnumerable<string?> places) =>
        places.FirstOrDefault(place => !string.IsNullOrEmpty(place) && IsIn(place)) ?? DataFolders.Find(places, [folder], directory =>
            name == "MNIST" || Path.GetFileName(directory) == folder
                ? IsIn(directory)
                : files.All(file => TryFindIn(RawFolder(directory), file) is not null));

    public async Task DownloadAsync(string directory, Downloader? downloader, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        using Downloader? own = downloader is null ? new Downloader() : null;
        for (int i = 0; i < files.Length; i++)
        {
            if (TryFind(directory, files[i]) is not null)
                continue;
            string file = files[i] + ".gz";
            await (downloader ?? own!).DownloadAsync(Path.Combine(directory, file), mirrors.Select(mirror => new Uri(mirror + file)),
                Checksum.Md5(checksums[i]), progress, cancellationToken).ConfigureAwait(false);
        }
    }

    string RawFolder(string directory) => Path.Combine(directory, name, "raw");

    string Find(string directory, string file) => TryFind(directory, file)
        ?? throw new FileNotFoundException($"{Path.Combine(directory, file)} is not there, neither plain nor with .gz.", file);

    string? TryFind(string directory, string file) => TryFindIn(directory, file) ?? TryFindIn(RawFolder(directory), file);

    static string? TryFindIn(string folder, string file) =>
        new[] { Path.Combine(folder, file), Path.Combine(folder, file + ".gz") }.FirstOrDefault(File.Exists);
}
