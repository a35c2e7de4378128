using NativeTorch.Data;

namespace NativeTorch.Logging;

/// <summary>Makes what is to be shown as a picture into bytes: (3 or 4 channels, height, width).</summary>
static class LoggedPicture
{
    const int ImagesInARow = 8;

    /// <summary>The picture of a tensor whose dimensions are named by letters of "NCHW", in any order.</summary>
    public static Tensor From(Tensor tensor, string dataformats, int imagesInARow = ImagesInARow)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(dataformats);
        string format = dataformats.ToUpperInvariant(), wanted = format.Length switch { 2 => "HW", 3 => "CHW", _ => "NCHW" };
        if (!format.Order().SequenceEqual(wanted.Order()))
            throw new ArgumentException($"[add_image] dataformats \"{dataformats}\" is no order of HW, CHW or NCHW", nameof(dataformats));
        if (tensor.Dim != format.Length || tensor.Numel == 0)
            throw new ShapeMismatchException($"[add_image] {tensor.Shape} is no image of the format {dataformats}");
        using var noGrad = Torch.NoGrad();
        Tensor ordered = tensor.Detach().Permute([.. wanted.Select(letter => (long)format.IndexOf(letter))]);
        long channels = format.Length == 2 ? 1 : ordered.Shape[^3];
        if (channels is not (1 or 3) && (channels, format.Length) != (4, 3))
            throw new ShapeMismatchException(
                $"[add_image] {tensor.Shape} has {channels} channels ({dataformats}), not 1, 3, or 4 in a single image");
        return ToBytes(ImageGrid.Make(ordered, imagesInARow, padding: 0));
    }

    /// <summary>Bytes as they are; other values times 255, without the fraction.</summary>
    static Tensor ToBytes(Tensor picture) =>
        picture.Dtype == Dtype.UInt8 ? picture : picture.To(Dtype.Float32).Mul(255).Clamp_(0, 255).To(Device.Cpu, Dtype.UInt8);
}
