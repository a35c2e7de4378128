using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Data;
using NativeTorch.Data.Transforms;

namespace NativeTorch.Benchmarks.Workloads.Data;

/// <summary>One shuffled epoch over images of 1x28x28 bytes, each cropped at random, made float32 and normalised, without training.</summary>
sealed class AugmentedWorkload : Workload
{
    readonly DataLoader loader;
    readonly bool dispose;

    public AugmentedWorkload(Parameters parameters, string variant)
    {
        long images = parameters.Long("images");
        var digits = new LabeledImages(Torch.RandInt(256, [images, 1, 28, 28], Dtype.UInt8), Torch.RandInt(10, [images]));
        var transform = new Compose(new RandomCrop(28, padding: 4), new ToTensor(), new Normalize(Mnist.Mean, Mnist.Std));
        loader = new(new ImageDataset(digits, transform), parameters.Long("batch"), shuffle: true, numWorkers: (int)parameters.Long("workers"));
        dispose = variant == "using";
    }

    /// <summary>The first batch.</summary>
    public override CheckValues[] Check()
    {
        var (images, labels) = loader.First();
        return [Values.Of(images), Values.Of(labels)];
    }

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
            Epoch();
    }

    void Epoch()
    {
        long seen = 0;
        foreach (Batch batch in loader)
        {
            seen += batch[1].Size(0);
            if (dispose)
                batch.Dispose();
        }
        if (seen != loader.Dataset.Count)
            throw new InvalidOperationException($"{seen} images in an epoch");
    }
}
