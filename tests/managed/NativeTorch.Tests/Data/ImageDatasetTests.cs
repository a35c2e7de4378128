using NativeTorch.Data;
using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data;

/// <summary>Images transformed in batches are those transformed one by one.</summary>
[Collection(nameof(AloneCollection))] // the default generator is seeded
public class ImageDatasetTests
{
    static readonly LabeledImages digits = DrawnDigits.Draw(12, seed: 3);

    static Compose Augment => new(new RandomCrop(28, padding: 4), new ToTensor(), new Normalize(Mnist.Mean, Mnist.Std));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_batch_has_the_numbers_of_its_samples(int numWorkers)
    {
        var data = new ImageDataset(digits, Augment);
        Torch.ManualSeed(4);
        Batch[] fast = [.. new DataLoader(data, batchSize: 5, shuffle: true, numWorkers: numWorkers)];
        Torch.ManualSeed(4);
        Batch[] slow = [.. new DataLoader(data, batchSize: 5, shuffle: true, numWorkers: numWorkers, collate: Batch.Stack)];
        Assert.Equal(3, fast.Length);
        foreach (var (a, b) in fast.Zip(slow))
            for (int i = 0; i < 2; i++)
                Assert.True(Torch.Equal(a[i], b[i]));
        Assert.Equal(Dtype.Float32, fast[0][0].Dtype);
        Assert.False(Torch.Equal(fast[0][0], new ToTensor().ApplyBatch(digits.Images.IndexSelect(0, Torch.Arange(5)))));
    }

    [Fact]
    public void Without_a_transform_images_are_as_they_are()
    {
        var data = new ImageDataset(digits);
        Assert.Equal(12, data.Count);
        Assert.True(Torch.Equal(data[3][0], digits.Images[3]));
        Assert.Equal(digits.Labels.ToArray<long>()[3], data[3][1].Item<long>());
        Assert.Throws<ArgumentOutOfRangeException>(() => data[12]);
        Assert.Throws<ShapeMismatchException>(() => new ImageDataset(new LabeledImages(digits.Images, Torch.Zeros(3))));
    }
}
