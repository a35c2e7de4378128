using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Data;

namespace NativeTorch.Benchmarks.Workloads.Data;

/// <summary>One shuffled epoch over images of 1x28x28 and their labels, without training.</summary>
sealed class EpochWorkload : Workload
{
    readonly DataLoader loader;
    readonly bool scope;

    public EpochWorkload(Parameters parameters, string variant)
    {
        long images = parameters.Long("images");
        var data = new TensorDataset(Torch.Randn(images, 1, 28, 28), Torch.RandInt(10, [images]));
        loader = new(data, parameters.Long("batch"), shuffle: true);
        scope = variant == "scope";
    }

    /// <summary>Labels of the first batch, and pixels, in the order in which they come.</summary>
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
        using TensorScope? tensors = scope ? new() : null;
        long seen = 0;
        foreach (var (images, labels) in loader)
            seen += labels.Size(0);
        if (seen != loader.Dataset.Count)
            throw new InvalidOperationException($"{seen} images in an epoch");
    }
}
