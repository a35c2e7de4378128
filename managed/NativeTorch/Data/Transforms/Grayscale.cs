namespace NativeTorch.Data.Transforms;

/// <summary>Gray images: 0.2989 R + 0.587 G + 0.114 B. PyTorch: <c>torchvision.transforms.Grayscale</c>.</summary>
/// <remarks>(1 or 3, H, W) gives (channels, H, W) of the same dtype; see <see cref="TF.RgbToGrayscale"/>.</remarks>
public sealed class Grayscale : FixedTransform
{
    readonly int numOutputChannels;

    /// <summary>Gray in one channel, or in three equal ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number is asked for.</exception>
    public Grayscale(int numOutputChannels = 1)
    {
        if (numOutputChannels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(numOutputChannels), numOutputChannels, "[Grayscale] expected 1 or 3");
        this.numOutputChannels = numOutputChannels;
    }

    private protected override Tensor Run(Tensor images) => TF.RgbToGrayscale(images, numOutputChannels);

    private protected override Shape Result(Shape image) => [numOutputChannels, image[1], image[2]];

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"Grayscale(num_output_channels={numOutputChannels})";
}
