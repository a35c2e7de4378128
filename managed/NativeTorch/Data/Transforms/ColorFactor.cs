namespace NativeTorch.Data.Transforms;

/// <summary>How much of an image is kept, and how much of another is mixed in: one number for all images, or one for each.</summary>
readonly record struct ColorFactor(Tensor Ratio, Tensor Rest) : IDisposable
{
    /// <summary>The same for all images.</summary>
    public static ColorFactor Of(double ratio) => new(ratio, 1.0 - ratio);

    /// <summary>One for each image of a batch (N, C, H, W), which has a dtype that holds what was drawn.</summary>
    public static ColorFactor Of(ReadOnlySpan<double> ratios, Tensor images)
    {
        Dtype dtype = images.Dtype == Dtype.Float64 ? Dtype.Float64 : Dtype.Float32;
        var rests = new double[ratios.Length];
        for (int i = 0; i < rests.Length; i++)
            rests[i] = 1.0 - ratios[i];
        return new(Torch.Tensor(ratios, [rests.Length, 1, 1, 1], dtype, images.Device),
            Torch.Tensor<double>(rests, [rests.Length, 1, 1, 1], dtype, images.Device));
    }

    public void Dispose()
    {
        Ratio.Dispose();
        Rest.Dispose();
    }
}
