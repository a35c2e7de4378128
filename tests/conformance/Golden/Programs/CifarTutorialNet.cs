using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>The net of PyTorch's CIFAR-10 tutorial on one batch of random images.</summary>
sealed partial class CifarTutorialNet(Dtype dtype) : Module
{
    readonly Conv2d conv1 = new(3, 6, 5, dtype: dtype);
    readonly MaxPool2d pool = new(2, 2);
    readonly Conv2d conv2 = new(6, 16, 5, dtype: dtype);
    readonly Linear fc1 = new(16 * 5 * 5, 120, dtype: dtype), fc2 = new(120, 84, dtype: dtype), fc3 = new(84, 10, dtype: dtype);

    Tensor Forward(Tensor x)
    {
        x = pool.Forward(F.Relu(conv1.Forward(x)));
        x = pool.Forward(F.Relu(conv2.Forward(x)));
        x = x.View(-1, 16 * 5 * 5);
        x = F.Relu(fc1.Forward(x));
        x = F.Relu(fc2.Forward(x));
        return fc3.Forward(x);
    }

    public static IEnumerable<double> Train(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([64, 3, 32, 32], dtype), y = Torch.RandInt(0, 10, [64]);
        var net = new CifarTutorialNet(dtype);
        return TrainingLoop.Losses(new SGD(net.Parameters(), lr: 0.05, momentum: 0.9), () => F.CrossEntropy(net.Forward(x), y));
    }
}
