using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>One hidden layer of sigmoids, of two plain tensors.</summary>
static class OneHiddenLayer
{
    public static IEnumerable<double> Sigmoid(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([10, 10], dtype), y = Torch.Randn([10, 1], dtype);
        Tensor w1 = Torch.Randn([10, 5], dtype, requiresGrad: true), w2 = Torch.Randn([5, 1], dtype, requiresGrad: true);
        return TrainingLoop.Losses(new SGD([w1, w2], lr: 0.1), () => F.MseLoss(x.Matmul(w1).Sigmoid().Matmul(w2), y));
    }
}
