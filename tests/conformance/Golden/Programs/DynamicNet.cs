using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>The tutorial's net of random depth, whose middle layers share their weights.</summary>
sealed partial class DynamicNet(long dIn, long h, long dOut, Dtype dtype) : Module
{
    readonly Linear inputLinear = new(dIn, h, dtype: dtype), middleLinear = new(h, h, dtype: dtype), outputLinear = new(h, dOut, dtype: dtype);

    Tensor Forward(Tensor x)
    {
        Tensor hRelu = inputLinear.Forward(x).Clamp(min: 0);
        for (int depth = Torch.RandInt(0, 4, [1]).Item<int>(); depth > 0; depth--)
            hRelu = middleLinear.Forward(hRelu).Clamp(min: 0);
        return outputLinear.Forward(hRelu);
    }

    public static IEnumerable<double> Train(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([64, 1000], dtype), y = Torch.Randn([64, 10], dtype);
        var model = new DynamicNet(1000, 100, 10, dtype);
        var optimizer = new SGD(model.Parameters(), lr: 1e-4, momentum: 0.9);
        return TrainingLoop.Losses(optimizer, () => F.MseLoss(model.Forward(x), y, Reduction.Sum), setToNone: false);
    }
}
