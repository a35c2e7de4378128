using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>A convolutional net with batch normalisation and dropout on one batch of random digits.</summary>
sealed partial class MnistBnDropoutNet(Dtype dtype) : Module
{
    readonly Conv2d conv1 = new(1, 10, 5, dtype: dtype), conv2 = new(10, 20, 5, dtype: dtype);
    readonly Dropout drop = new(0.25);
    readonly BatchNorm1d bn = new(50, dtype: dtype);
    readonly Linear fc1 = new(320, 50, dtype: dtype), fc2 = new(50, 10, dtype: dtype);

    Tensor Forward(Tensor x)
    {
        x = F.Relu(F.MaxPool2d(conv1.Forward(x), 2));
        x = F.Relu(F.MaxPool2d(conv2.Forward(x), 2));
        x = F.Relu(bn.Forward(fc1.Forward(x.View(-1, 320))));
        return fc2.Forward(drop.Forward(x));
    }

    public static IEnumerable<double> Train(ulong seed, Dtype dtype) => Train(seed, dtype, scale: 1);

    /// <summary>The same with the first kernels one rounding larger.</summary>
    public static IEnumerable<double> Twin(ulong seed, Dtype dtype) => Train(seed, dtype, scale: 1 + Math.ScaleB(1, -23));

    static IEnumerable<double> Train(ulong seed, Dtype dtype, double scale)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([64, 1, 28, 28], dtype), y = Torch.RandInt(0, 10, [64]);
        var net = new MnistBnDropoutNet(dtype);
        using (Torch.NoGrad())
            net.conv1.Weight.Mul_(scale);
        return TrainingLoop.Losses(new Adam(net.Parameters(), lr: 1e-3), () => F.CrossEntropy(net.Forward(x), y));
    }
}
