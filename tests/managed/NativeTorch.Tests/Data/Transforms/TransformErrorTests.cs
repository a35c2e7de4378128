using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data.Transforms;

/// <summary>What is refused, and that the message says why.</summary>
public class TransformErrorTests
{
    static Tensor Image(params long[] shape) => Torch.Zeros(shape, Dtype.UInt8);

    static void Refuses<T>(string message, Action act) where T : Exception => Assert.Contains(message, Assert.Throws<T>(act).Message);

    [Fact]
    public void Images_that_do_not_fit()
    {
        Refuses<ShapeMismatchException>("[RandomCrop] size (32, 32) is larger than the image (1, 28, 28)",
            () => new RandomCrop(32).Apply(Image(1, 28, 28)));
        Refuses<ShapeMismatchException>("[RandomCrop] size (40, 8) is larger than the image (1, 28, 28) with padding 4",
            () => new RandomCrop((40, 8), 4).ApplyBatch(Image(2, 1, 28, 28)));
        Refuses<ShapeMismatchException>("[ToTensor] image (28, 28) uint8: expected (C, H, W)", () => new ToTensor().Apply(Image(28, 28)));
        Refuses<ShapeMismatchException>("a batch goes through ApplyBatch", () => new Pad(1).Apply(Image(2, 1, 8, 8)));
        Refuses<ShapeMismatchException>("one image goes through Apply", () => new Compose().ApplyBatch(Image(1, 8, 8)));
        Refuses<DtypeMismatchException>("[normalize] image (1, 8, 8) uint8: expected a floating dtype",
            () => new Normalize(0, 1).Apply(Image(1, 8, 8)));
        Refuses<ShapeMismatchException>("[normalize] image (1, 8, 8) float32: 3 numbers in mean for 1 channels",
            () => new Normalize([0, 0, 0], [1, 1, 1]).Apply(Image(1, 8, 8).Float()));
        Refuses<ArgumentException>("is 0 in float32", () => new Normalize(0, 1e-60).Apply(Image(1, 8, 8).Float()));
        Refuses<ShapeMismatchException>("[ColorJitter] image (4, 8, 8) uint8: expected 1 or 3 channels",
            () => new ColorJitter(0.5).Apply(Image(4, 8, 8)));
        Refuses<ShapeMismatchException>("[rgb_to_grayscale] image (2, 8, 8) uint8", () => new Grayscale().Apply(Image(2, 8, 8)));
        Refuses<ShapeMismatchException>("[RandomGrayscale] image (2, 8, 8) uint8", () => new RandomGrayscale(1).Apply(Image(2, 8, 8)));
        Refuses<ShapeMismatchException>("[pad] image (1, 4, 4) uint8: padding 4 is wider than reflect can fill",
            () => new Pad(4, paddingMode: ImagePaddingMode.Reflect).Apply(Image(1, 4, 4)));
        Refuses<ShapeMismatchException>("nothing is left of it with padding -3", () => new Pad(-3).Apply(Image(1, 4, 4)));
        Refuses<ShapeMismatchException>("[gaussian_blur] image (1, 4, 4) uint8 is too small for a kernel of 9",
            () => new GaussianBlur(9).Apply(Image(1, 4, 4)));
        Refuses<ShapeMismatchException>("[rotate] image (1, 8, 8) uint8: 3 numbers in fill for 1 channels",
            () => new RandomRotation(10, fill: new[] { 1.0, 2.0, 3.0 }).Apply(Image(1, 8, 8)));
        Refuses<DtypeMismatchException>("[convert_image_dtype] image (1, 2, 2) float32",
            () => new ConvertImageDtype(Dtype.Int32).Apply(Image(1, 2, 2).Float()));
        Refuses<ArgumentOutOfRangeException>("[erase] image (1, 8, 8) uint8: 4 x 4 at row 6, column 0 is not inside",
            () => TF.Erase(Image(1, 8, 8), 6, 0, 4, 4, 1));
        Refuses<DtypeMismatchException>("[adjust_hue] image (3, 8, 8) int64", () => TF.AdjustHue(Image(3, 8, 8).Long(), 0.1));
    }

    [Fact]
    public void Batches_whose_images_come_out_in_different_sizes()
    {
        Refuses<ShapeMismatchException>("[RandomRotation] images (64, 1, 9, 9) uint8 came out as",
            () => new RandomRotation((1, 89), expand: true).ApplyBatch(Image(64, 1, 9, 9)));
        Refuses<ShapeMismatchException>("they cannot be stacked",
            () => new RandomApply([new CenterCrop(3)]).ApplyBatch(Image(64, 1, 9, 9)));
    }

    /// <summary>torchvision gives images of another width here, because Python counts -14 from the end.</summary>
    [Fact]
    public void A_crop_wholly_outside_is_zeros_of_the_size_asked_for()
    {
        Tensor outside = TF.Crop(Image(3, 40, 40) + 1, 3, -20, 5, 6);
        Assert.Equal([3L, 5, 6], outside.Shape.ToArray());
        Assert.Equal(0, outside.Sum().Item<long>());
    }

    [Fact]
    public void Arguments_that_are_not_possible()
    {
        Refuses<ArgumentOutOfRangeException>("[RandomCrop] size 0 is not positive", () => new RandomCrop(0));
        Refuses<ArgumentOutOfRangeException>("[RandomHorizontalFlip] p = 1.5 is not a probability", () => new RandomHorizontalFlip(1.5));
        Refuses<ArgumentOutOfRangeException>("[RandomGrayscale] p = NaN", () => new RandomGrayscale(double.NaN));
        Refuses<ArgumentOutOfRangeException>("[Resize] interpolation", () => new Resize(3, InterpolationMode.Linear));
        Refuses<ArgumentException>("[Resize] maxSize 3 is not greater", () => new Resize(3, maxSize: 3));
        Refuses<ArgumentException>("goes with one number", () => new Resize((3, 4), maxSize: 9));
        Refuses<ArgumentOutOfRangeException>("[RandomRotation] interpolation", () => new RandomRotation(3, InterpolationMode.Bicubic));
        Refuses<ArgumentOutOfRangeException>("[RandomRotation] degrees -3.0", () => new RandomRotation(-3));
        Refuses<ArgumentOutOfRangeException>("[RandomRotation] degrees (5.0, 3.0)", () => new RandomRotation((5, 3)));
        Refuses<ArgumentOutOfRangeException>("[RandomAffine] translate (2.0, 0.0)", () => new RandomAffine(0, (2, 0)));
        Refuses<ArgumentOutOfRangeException>("[RandomAffine] scale (0.0, 1.0): expected 0 < low", () => new RandomAffine(0, scale: (0, 1)));
        Refuses<ArgumentException>("shearY goes with shear", () => new RandomAffine(0, shearY: 3));
        Refuses<ArgumentOutOfRangeException>("[ColorJitter] brightness -1.0", () => new ColorJitter(-1));
        Refuses<ArgumentOutOfRangeException>("[ColorJitter] hue (-0.7, 0.7)", () => new ColorJitter(hue: 0.7));
        Refuses<ArgumentOutOfRangeException>("[GaussianBlur] a kernel size of 4", () => new GaussianBlur(4));
        Refuses<ArgumentException>("[Normalize] 1 means and 2 standard deviations", () => new Normalize([0], [1, 1]));
        Refuses<ArgumentException>("[RandomChoice] there are no transforms", () => new RandomChoice([]));
        Refuses<ArgumentException>("[RandomChoice] 1 weights for 2 transforms", () => new RandomChoice([new Pad(1), new Pad(2)], [1]));
        Refuses<ArgumentOutOfRangeException>("[RandomErasing] scale (0.5, 1.5)", () => new RandomErasing(scale: (0.5, 1.5)));
        Refuses<ArgumentOutOfRangeException>("a factor of -1 is not 0 or more", () => TF.AdjustContrast(Image(3, 4, 4), -1));
        Refuses<ArgumentOutOfRangeException>("[adjust_hue] a factor of 0.6", () => TF.AdjustHue(Image(3, 4, 4), 0.6));
        Refuses<ArgumentNullException>("", () => new Compose(new Pad(1), null!));
    }
}
