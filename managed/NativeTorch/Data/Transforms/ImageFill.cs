using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>What is put where an image has no pixels: one number for all channels (default 0), or one for each.</summary>
public readonly struct ImageFill
{
    readonly Scalar all;
    readonly double[]? channels;

    ImageFill(Scalar all, double[]? channels) => (this.all, this.channels) = (all, channels);

    /// <summary>One number for all channels.</summary>
    public static implicit operator ImageFill(int all) => new(all, null);

    /// <summary>One number for all channels.</summary>
    public static implicit operator ImageFill(double all) => new(all, null);

    /// <summary>A number for each channel.</summary>
    public static implicit operator ImageFill(double[] channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return new(default, [.. channels]);
    }

    /// <summary>As Python prints it: "0", "0.5" or "[0.1, 0.2, 0.3]".</summary>
    public override string ToString() =>
        channels is not null ? $"[{string.Join(", ", channels.Select(Repr.Of))}]"
        : Repr.Of(all);

    internal bool IsZero => channels is null && all.ToDouble() == 0;

    /// <summary>As (C or 1, 1, 1) of the image's dtype, rounded where that is an integer.</summary>
    internal Tensor For(Tensor image, Dtype dtype, string function)
    {
        double[] values = channels ?? [all.ToDouble()];
        if (values.Length != 1 && values.Length != image.Shape[^3])
            throw new ShapeMismatchException(
                $"[{function}] image {image.Describe()}: {values.Length} numbers in fill for {image.Shape[^3]} channels");
        if (!dtype.IsFloatingPoint)
            values = [.. values.Select(value => Math.Round(value))];
        return Torch.Tensor<double>(values, [values.Length, 1, 1], dtype, image.Device);
    }
}
