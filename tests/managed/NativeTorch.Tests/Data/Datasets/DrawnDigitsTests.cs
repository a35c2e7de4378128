using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Drawn digits: of MNIST's form, balanced, and the same for a seed.</summary>
public class DrawnDigitsTests
{
    [Fact]
    public void A_seed_gives_the_same_images_and_another_seed_others()
    {
        LabeledImages a = DrawnDigits.Draw(50, seed: 1), b = DrawnDigits.Draw(50, seed: 1), c = DrawnDigits.Draw(50, seed: 2);
        Assert.Equal(Shape.Create([50, 1, 28, 28]), a.Images.Shape);
        Assert.Equal(a.Images.ToArray<byte>(), b.Images.ToArray<byte>());
        Assert.Equal(a.Labels.ToArray<long>(), b.Labels.ToArray<long>());
        Assert.NotEqual(a.Images.ToArray<byte>(), c.Images.ToArray<byte>());
        Assert.NotEqual(a.Labels.ToArray<long>(), c.Labels.ToArray<long>());
    }

    [Fact]
    public void Every_run_of_ten_has_each_digit_and_no_image_is_empty()
    {
        LabeledImages digits = DrawnDigits.Draw(1000);
        foreach (long[] run in digits.Labels.ToArray<long>().Chunk(10))
            Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], run.Order());
        foreach (byte[] image in digits.Images.ToArray<byte>().Chunk(28 * 28))
            Assert.InRange(image.Count(pixel => pixel > 120), 25, 350);
    }

    [Fact]
    public void Images_of_one_digit_differ() =>
        Assert.Equal(200, DrawnDigits.Draw(200).Images.ToArray<byte>().Chunk(28 * 28).Select(Convert.ToHexString).Distinct().Count());

    [Fact]
    public void Any_number_can_be_drawn()
    {
        Assert.Equal(0, DrawnDigits.Draw(0).Count);
        Assert.Equal(13, DrawnDigits.Draw(13).Labels.Numel);
    }
}
