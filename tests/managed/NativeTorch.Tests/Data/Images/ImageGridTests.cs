using System.Globalization;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Grids of images against torchvision's, and by hand.</summary>
public sealed class ImageGridTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-grid-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Images_lie_in_rows_with_borders()
    {
        Tensor images = Torch.Arange(1, 4).To(Dtype.Float32).View(3, 1, 1, 1).Expand(3, 3, 1, 2);
        Tensor grid = ImageGrid.Make(images, nrow: 2, padding: 1, padValue: 9);
        Assert.Equal(Shape.Create([3, 5, 7]), grid.Shape);
        Close.To([9, 9, 9, 9, 9, 9, 9, 9, 1, 1, 9, 2, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9, 3, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], grid[0]);
    }

    [Fact]
    public void One_image_comes_back_alone_and_grey_becomes_three_channels()
    {
        Tensor image = Torch.Rand(4, 5);
        Tensor grid = ImageGrid.Make(image);
        Assert.Equal(Shape.Create([3, 4, 5]), grid.Shape);
        Close.To(image.ToArray<float>().Select(v => (double)v).ToArray(), grid[2]);
        Assert.False(grid.SharesStorageWith(image));
    }

    [Fact]
    public void Normalizing_leaves_the_images_as_they_are()
    {
        Tensor images = Torch.Tensor([0f, 2f, 4f, 8f], [2, 1, 1, 2]);
        Close.To([0, 0.25, 0.5, 1], ImageGrid.Make(images, padding: 0, normalize: true)[0]);
        Close.To([0, 1, 0, 1], ImageGrid.Make(images, padding: 0, normalize: true, scaleEach: true)[0]);
        Close.To([0, 0, 0.5, 1], ImageGrid.Make(images, padding: 0, normalize: true, valueRange: (2, 6))[0]);
        Close.To([0, 2, 4, 8], images);
        Tensor color = Torch.Tensor([0f, 2f, 4f, 8f, 1f, 3f], [1, 3, 1, 2]);
        Close.To([0, 0.25, 0.5, 1, 0.125, 0.375], ImageGrid.Make(color, normalize: true));
        Close.To([0, 2, 4, 8, 1, 3], color);
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        Assert.Throws<ShapeMismatchException>(() => ImageGrid.Make(Torch.Zeros(3)));
        Assert.Throws<ShapeMismatchException>(() => ImageGrid.Make(Torch.Zeros(0, 3, 4, 4)));
        Assert.Throws<DtypeMismatchException>(() => ImageGrid.Make(Torch.Zeros([3, 4, 4], Dtype.UInt8), normalize: true));
        Assert.Throws<DtypeMismatchException>(() => ImageGrid.SaveImage(Path.Combine(folder, "a.png"), Torch.Zeros([3, 4, 4], Dtype.UInt8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageGrid.Make(Torch.Zeros(3, 4, 4), nrow: 0));
        Assert.Throws<ArgumentException>(() => ImageGrid.SaveImage("a.jpg", Torch.Zeros(3, 4, 4)));
    }

    [SkippableTheory]
    [InlineData("7 1 4 5", 8, 2, "False", 0.0)]
    [InlineData("7 3 4 5", 3, 1, "True", 0.5)]
    [InlineData("2 3 6 2", 1, 0, "False", 1.0)]
    [InlineData("1 3 6 2", 4, 2, "True", 1.0)]
    public void A_saved_grid_has_torchvisions_pixels(string sizes, int nrow, int padding, string normalize, double padValue)
    {
        string ours = Path.Combine(folder, "ours.png");
        long[] shape = [.. sizes.Split(' ').Select(long.Parse)];
        long count = shape.Aggregate(1L, (a, b) => a * b);
        Tensor images = (Torch.Arange(count).To(Dtype.Float32) * 37).Remainder(101).Div(80).View(shape);
        ImageGrid.SaveImage(ours, images, nrow, padding, normalize == "True", padValue: padValue);
        string script = """
            import sys, torch, numpy, PIL.Image
            from torchvision.utils import save_image
            ours, shape, nrow, padding, normalize, pad = sys.argv[1:]
            shape = [int(s) for s in shape.split()]
            images = torch.remainder(torch.arange(numpy.prod(shape)).float() * 37, 101).div(80).view(shape)
            save_image(images, ours + '.torch.png', nrow=int(nrow), padding=int(padding), normalize=normalize == 'True', pad_value=float(pad))
            a, b = PIL.Image.open(ours), PIL.Image.open(ours + '.torch.png')
            print(a.size == b.size and a.mode == b.mode and a.tobytes() == b.tobytes(), end='')
            """;
        Assert.Equal("True", TorchPython.Run("torchvision.utils", script, ours, sizes, $"{nrow}", $"{padding}", normalize, padValue.ToString(CultureInfo.InvariantCulture)));
    }
}
