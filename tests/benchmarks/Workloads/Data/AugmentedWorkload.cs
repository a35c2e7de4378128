using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Data;
using NativeTorch.Data.Transforms;

namespace NativeTorch.Benchmarks.Workloads.Data;

/// <summary>One shuffled epoch over images of 1x28x28 bytes, each cropped at random, made float32 and normalised, without training.</summary>
sealed class AugmentedWorkload(Parameters parameters, string variant) : LoaderWorkload(Make(parameters))
{
    readonly bool dispose = variant == "using";

    static DataLoader Make(Parameters parameters)
    {
        long images = parameters.Long("images");
        var digits = new LabeledImages(Torch.RandInt(256, [images, 1, 28, 28], Dtype.UInt8), Torch.RandInt(10, [images]));
        var transform = new Compose(new RandomCrop(28, padding: 4), new ToTensor(), new Normalize(Mnist.Mean, Mnist.Std));
        return new(digits.ToDataset(transform), parameters.Long("batch"), shuffle: true, numWorkers: (int)parameters.Long("workers"));
    }

    protected override long Epoch()
    {
        long seen = 0;
        foreach (Batch batch in Loader)
        {
            seen += batch[1].Size(0);
            if (dispose)
                batch.Dispose();
        }
        return seen;
    }
}
