using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Data;

namespace NativeTorch.Benchmarks.Workloads.Data;

/// <summary>Epochs over a loader of images and labels, without training.</summary>
abstract class LoaderWorkload(DataLoader loader) : Workload
{
    protected DataLoader Loader => loader;

    /// <summary>The first batch, in the order in which its samples come.</summary>
    public override CheckValues[] Check()
    {
        var (images, labels) = loader.First();
        return [Values.Of(images), Values.Of(labels)];
    }

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
            if (Epoch() is var seen && seen != loader.Dataset.Count)
                throw new InvalidOperationException($"{seen} images in an epoch");
    }

    /// <summary>Goes through all batches; returns how many images there were.</summary>
    protected abstract long Epoch();
}
