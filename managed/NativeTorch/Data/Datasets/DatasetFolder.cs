using NativeTorch.Data.Transforms;

namespace NativeTorch.Data;

/// <summary>Samples in files, of the class that their folder is called. PyTorch: <c>torchvision.datasets.DatasetFolder</c>.</summary>
/// <remarks>
/// <code>
/// root/cat/1.ext  root/cat/holidays/2.ext  root/dog/3.ext
/// </code>
/// A sample is what the loader makes of the file, transformed, and its class, an int64. Classes and files are numbered in the order of
/// their names, by character codes, as in PyTorch. Any number of threads may fetch samples if the loader and the transform can do that.
/// </remarks>
public class DatasetFolder : Dataset
{
    readonly Func<string, Tensor> loader;
    readonly ITransform? transform;
    readonly Func<long, long>? targetTransform;
    readonly (string Path, long Class)[] samples;

    /// <summary>Lists the files; none is read yet.</summary>
    /// <param name="root">The folder with a folder for each class.</param>
    /// <param name="loader">Reads a file.</param>
    /// <param name="extensions">How names end that count, such as ".npy", in small or capital letters. Either this or
    /// <paramref name="isValidFile"/>.</param>
    /// <param name="transform">What becomes of each sample.</param>
    /// <param name="targetTransform">What becomes of each class's number.</param>
    /// <param name="isValidFile">Tells from a path whether the file counts.</param>
    /// <param name="allowEmpty">Whether a class may be without files (default false).</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no folder in it.</exception>
    /// <exception cref="FileNotFoundException">A class has no files.</exception>
    /// <exception cref="ArgumentException">Extensions and <paramref name="isValidFile"/> are both given, or neither.</exception>
    public DatasetFolder(string root, Func<string, Tensor> loader, IReadOnlyList<string>? extensions,
        ITransform? transform = null, Func<long, long>? targetTransform = null, Func<string, bool>? isValidFile = null,
        bool allowEmpty = false)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(loader);
        if (extensions is null == isValidFile is null)
            throw new ArgumentException("[DatasetFolder] give either the extensions or isValidFile", nameof(extensions));
        (Root, this.loader, this.transform, this.targetTransform) = (root, loader, transform, targetTransform);
        Classes = ClassFolders.Find(root);
        ClassToIndex = Classes.Index().ToDictionary(pair => pair.Item, pair => (long)pair.Index);
        samples = [.. ClassFolders.Files(root, Classes, isValidFile ?? (path => HasExtension(path, extensions!)))];
        string[] empty = allowEmpty ? [] : [.. Classes.Where((_, i) => !Array.Exists(samples, sample => sample.Class == i))];
        if (empty.Length > 0)
            throw new FileNotFoundException($"{root} has no file of the classes {string.Join(", ", empty)}"
                + (extensions is null ? "" : $"; names that count end in {string.Join(", ", extensions)}"));
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The names of the classes; a target is a position in this list.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The number of each class. PyTorch: <c>class_to_idx</c>.</summary>
    public IReadOnlyDictionary<string, long> ClassToIndex { get; }

    /// <summary>The files and their classes, in order. PyTorch: <c>samples</c>.</summary>
    public IReadOnlyList<(string Path, long Class)> Samples => samples;

    /// <inheritdoc/>
    public override long Count => samples.Length;

    /// <summary>A sample: what is in the file, and its class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            (string path, long target) = samples[index];
            Tensor sample = loader(path);
            if (transform is not null)
                sample = transform.Apply(sample);
            return [sample, Torch.Tensor(targetTransform is null ? target : targetTransform(target))];
        }
    }

    static bool HasExtension(string path, IReadOnlyList<string> extensions) =>
        extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
