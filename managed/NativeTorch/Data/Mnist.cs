namespace NativeTorch.Data;

/// <summary>The MNIST digits in their official idx files, plain or gzipped. PyTorch: <c>torchvision.datasets.MNIST</c>.</summary>
public static class Mnist
{
    /// <summary>Mean of the training pixels, where white is 1.</summary>
    public const double Mean = 0.1307;

    /// <summary>Standard deviation of the training pixels, where white is 1.</summary>
    public const double Std = 0.3081;

    const int Side = 28, Classes = 10;

    /// <summary>Reads 60,000 training or 10,000 test images, (N, 1, 28, 28), and their digits.</summary>
    /// <param name="directory">Where the files are, or where <c>MNIST/raw</c> is, as torchvision has it.</param>
    /// <param name="train">Whether to read the training images.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="DatasetFormatException">A file is damaged, or it is another one.</exception>
    public static LabeledImages Load(string directory, bool train)
    {
        string imageFile = Find(directory, train, "images-idx3"), labelFile = Find(directory, train, "labels-idx1");
        (byte[] pixels, long[] shape) = IdxFile.ReadBytes(imageFile, dim: 3);
        if (shape[1] != Side || shape[2] != Side)
            throw new DatasetFormatException(imageFile, $"images of {Side} x {Side}", $"{shape[1]} x {shape[2]}");
        byte[] labels = IdxFile.ReadBytes(labelFile, dim: 1).Data;
        if (labels.Length != shape[0])
            throw new DatasetFormatException(labelFile, $"{shape[0]} labels, one for each image of {imageFile}", $"{labels.Length}");
        if (labels.AsSpan().IndexOfAnyExceptInRange<byte>(0, Classes - 1) is var at and >= 0)
            throw new DatasetFormatException(labelFile, $"labels from 0 to {Classes - 1}", $"{labels[at]} at position {at}");
        return new(Torch.Tensor(pixels.AsSpan(), [shape[0], 1, Side, Side]), Torch.Tensor(labels.AsSpan(), [shape[0]]).To(Dtype.Int64));
    }

    /// <summary>Whether a folder has all four files.</summary>
    public static bool IsIn(string directory) => Files.All(file => TryFind(directory, file) is not null);

    /// <summary>The first folder that has all four files, of <paramref name="places"/>, $NATIVETORCH_DATA and ./data, or of folders called
    /// mnist in them; null where none has.</summary>
    public static string? FindFolder(params IEnumerable<string?> places) => DataFolders.Find(places, "mnist", IsIn);

    /// <summary>The four files' names, without ".gz".</summary>
    internal static IReadOnlyList<string> Files { get; } =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    static string Find(string directory, bool train, string kind)
    {
        string name = $"{(train ? "train" : "t10k")}-{kind}-ubyte";
        return TryFind(directory, name)
            ?? throw new FileNotFoundException($"{Path.Combine(directory, name)} is not there, neither plain nor with .gz.", name);
    }

    static string? TryFind(string directory, string name) => new[] { directory, Path.Combine(directory, "MNIST", "raw") }
        .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".gz") })
        .FirstOrDefault(File.Exists);
}
