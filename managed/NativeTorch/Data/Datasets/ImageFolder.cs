using NativeTorch.Data.Transforms;

namespace NativeTorch.Data;

/// <summary>Images in files, of the class that their folder is called. PyTorch: <c>torchvision.datasets.ImageFolder</c>.</summary>
/// <remarks>
/// <code>
/// root/cat/1.jpg  root/cat/holidays/2.png  root/dog/3.jpg
/// </code>
/// A sample is an image, uint8 (3, height, width), transformed, and its class, an int64.
/// </remarks>
public class ImageFolder : DatasetFolder
{
    /// <summary>How names of images end. PyTorch: <c>torchvision.datasets.folder.IMG_EXTENSIONS</c>.</summary>
    /// <remarks>Of these only JPEG and PNG can be read, so that others are a <see cref="DatasetFormatException"/> and not silently left
    /// out; with a loader of your own they can be anything.</remarks>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp"];

    /// <summary>Lists the images; none is read yet.</summary>
    /// <param name="root">The folder with a folder for each class.</param>
    /// <param name="transform">What becomes of each image.</param>
    /// <param name="targetTransform">What becomes of each class's number.</param>
    /// <param name="loader">Reads a file; null is <see cref="Images.Read"/> as RGB.</param>
    /// <param name="isValidFile">Tells from a path whether the file counts; null is by <see cref="Extensions"/>.</param>
    /// <param name="allowEmpty">Whether a class may be without images (default false).</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no folder in it.</exception>
    /// <exception cref="FileNotFoundException">A class has no images.</exception>
    public ImageFolder(string root, ITransform? transform = null, Func<long, long>? targetTransform = null,
        Func<string, Tensor>? loader = null, Func<string, bool>? isValidFile = null, bool allowEmpty = false)
        : base(root, loader ?? Load, isValidFile is null ? Extensions : null, transform, targetTransform, isValidFile, allowEmpty) { }

    static Tensor Load(string path) => Images.Read(path, ImageReadMode.Rgb);
}
