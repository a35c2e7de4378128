using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Data;

namespace NativeTorch.Benchmarks.Workloads.Data;

/// <summary>One shuffled epoch over images of 1x28x28 and their labels, without training.</summary>
sealed class EpochWorkload(Parameters parameters, string variant) : LoaderWorkload(Make(parameters))
{
    readonly bool scope = variant == "scope";

    static DataLoader Make(Parameters parameters)
    {
        long images = parameters.Long("images");
        var data = new TensorDataset(Torch.Randn(images, 1, 28, 28), Torch.RandInt(10, [images]));
        return new(data, parameters.Long("batch"), shuffle: true);
    }

    protected override long Epoch()
    {
        using TensorScope? tensors = scope ? new() : null;
        long seen = 0;
        foreach (var (images, labels) in Loader)
            seen += labels.Size(0);
        return seen;
    }
}
