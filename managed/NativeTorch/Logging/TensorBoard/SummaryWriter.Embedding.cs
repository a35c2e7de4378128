using System.Globalization;
using System.Text;
using NativeTorch.Data;

namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    readonly StringBuilder projector = new();

    /// <summary>Adds points for TensorBoard's projector, as files in the run's folder: STEP/TAG/tensors.tsv and what belongs to
    /// it.</summary>
    /// <param name="mat">(N, D): a point of D numbers in each row.</param>
    /// <param name="metadata">A label for each point.</param>
    /// <param name="labelImg">A small image for each point: (N, C, H, W), 1 or 3 channels, uint8 or values of 0 to 1.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="tag">Its name (default "default").</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_embedding</c>.</remarks>
    /// <exception cref="ShapeMismatchException"><paramref name="mat"/> is no matrix, or there is another number of labels or
    /// images.</exception>
    public void AddEmbedding(Tensor mat, IReadOnlyList<string>? metadata = null, Tensor? labelImg = null, long? globalStep = null,
        string tag = "default") =>
        AddEmbedding(mat, metadata is null ? null : [.. metadata.Select(label => (IReadOnlyList<string>)[label])], null, labelImg,
            globalStep, tag);

    /// <summary>Adds points with several labels each; see the other form.</summary>
    /// <param name="mat">(N, D): a point of D numbers in each row.</param>
    /// <param name="metadata">The labels of each point.</param>
    /// <param name="metadataHeader">What each of the labels is called.</param>
    /// <param name="labelImg">A small image for each point: (N, C, H, W), 1 or 3 channels, uint8 or values of 0 to 1.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="tag">Its name (default "default").</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_embedding</c>.</remarks>
    /// <exception cref="ShapeMismatchException"><paramref name="mat"/> is no matrix, or there is another number of labels or
    /// images.</exception>
    public void AddEmbedding(Tensor mat, IReadOnlyList<IReadOnlyList<string>>? metadata, IReadOnlyList<string>? metadataHeader,
        Tensor? labelImg = null,
        long? globalStep = null, string tag = "default")
    {
        ArgumentNullException.ThrowIfNull(mat);
        ArgumentNullException.ThrowIfNull(tag);
        if (mat.Dim != 2 || (metadata is not null && metadata.Count != mat.Shape[0])
            || (labelImg is not null && (labelImg.Dim != 4 || labelImg.Shape[0] != mat.Shape[0])))
            throw new ShapeMismatchException(
                $"[add_embedding] points {mat.Shape}, {metadata?.Count ?? 0} labels, images {labelImg?.Shape.ToString() ?? "none"}");
        if (metadataHeader is not null && metadata?.All(labels => labels.Count == metadataHeader.Count) is not true)
            throw new ArgumentException($"[add_embedding] each point has the {metadataHeader.Count} labels that the header names",
                nameof(metadataHeader));
        // As PyTorch writes a tag in a path.
        string subfolder = $"{globalStep ?? 0:D5}/{tag.Replace("%", "%25").Replace("/", "%2f").Replace("\\", "%5c")}";
        string folder = Directory.CreateDirectory(Path.Combine(LogDir, subfolder)).FullName;
        File.WriteAllText(Path.Combine(folder, "tensors.tsv"), Table(mat));
        if (metadata is not null)
            File.WriteAllLines(Path.Combine(folder, "metadata.tsv"), (metadataHeader is null ? metadata : [metadataHeader, .. metadata])
                .Select(labels => string.Join('\t', labels.Select(OneLine))));
        if (labelImg is not null)
            Images.WritePng(Path.Combine(folder, "sprite.png"), Sprite(labelImg));

        // projector_config.pbtxt is the text form of a message that lists all embeddings.
        var entry = new StringBuilder("embeddings {\n").Append($"  tensor_name: {Quoted($"{tag}:{globalStep ?? 0:D5}")}\n");
        if (metadata is not null)
            entry.Append($"  metadata_path: {Quoted($"{subfolder}/metadata.tsv")}\n");
        if (labelImg is not null)
            entry.Append($"  sprite {{\n    image_path: {Quoted($"{subfolder}/sprite.png")}\n")
                .Append($"    single_image_dim: {labelImg.Shape[3]}\n    single_image_dim: {labelImg.Shape[2]}\n  }}\n");
        entry.Append($"  tensor_path: {Quoted($"{subfolder}/tensors.tsv")}\n}}\n");
        lock (guard)
            File.WriteAllText(Path.Combine(LogDir, "projector_config.pbtxt"), projector.Append(entry).ToString());
    }

    static string Table(Tensor mat)
    {
        var text = new StringBuilder();
        bool isDouble = mat.Dtype == Dtype.Float64;
        double[] numbers = mat.Detach().To(Device.Cpu, Dtype.Float64).ToArray<double>();
        int columns = (int)mat.Shape[1];
        for (int i = 0; i < numbers.Length; i++)
            text.Append(isDouble ? numbers[i].ToString("R", CultureInfo.InvariantCulture)
                : ((float)numbers[i]).ToString("R", CultureInfo.InvariantCulture))
                .Append(i % columns == columns - 1 ? '\n' : '\t');
        return text.ToString();
    }

    /// <summary>All images in a square of as many rows as columns, as the projector wants them.</summary>
    static Tensor Sprite(Tensor images)
    {
        int side = (int)Math.Ceiling(Math.Sqrt(images.Shape[0]));
        Tensor picture = LoggedPicture.From(images, "NCHW", side);
        return F.Pad(picture, [0, 0, 0, side * images.Shape[2] - picture.Shape[1]]);
    }

    // A label with a tab or a line's end would shift all labels behind it.
    static string OneLine(string label) => label.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');

    static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";
}
