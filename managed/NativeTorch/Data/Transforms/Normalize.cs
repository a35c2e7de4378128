using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>y[c] = (x[c] - mean[c]) / std[c] for each channel c. PyTorch: <c>torchvision.transforms.Normalize</c>.</summary>
/// <remarks>Images are floating, (C, H, W); a transform that makes them so, such as <see cref="ToTensor"/>, comes first.</remarks>
public sealed class Normalize : FixedTransform
{
    readonly double[] mean, std;
    readonly bool inplace;

    /// <summary>A mean and a standard deviation for each channel, or one for all.</summary>
    /// <param name="mean">Taken off.</param>
    /// <param name="std">Divided by.</param>
    /// <param name="inplace">Whether the image itself is changed.</param>
    /// <exception cref="ArgumentException">There are none, unequally many, or a standard deviation is 0.</exception>
    public Normalize(ReadOnlySpan<double> mean, ReadOnlySpan<double> std, bool inplace = false)
    {
        if (mean.Length == 0 || mean.Length != std.Length)
            throw new ArgumentException($"[Normalize] {mean.Length} means and {std.Length} standard deviations");
        if (std.Contains(0))
            throw new ArgumentException("[Normalize] a standard deviation is 0", nameof(std));
        (this.mean, this.std, this.inplace) = (mean.ToArray(), std.ToArray(), inplace);
    }

    /// <summary>One mean and one standard deviation for all channels.</summary>
    public Normalize(double mean, double std, bool inplace = false) : this([mean], [std], inplace) { }

    /// <summary>What is taken off each channel.</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>What each channel is divided by.</summary>
    public IReadOnlyList<double> Std => std;

    private protected override Tensor Run(Tensor images) => TF.Normalize(images, mean, std, inplace);

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"Normalize(mean={Repr.OfTuple(mean)}, std={Repr.OfTuple(std)})";
}
