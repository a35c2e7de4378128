using NativeTorch.NN;

namespace NativeTorch.Benchmarks.Workloads.Nets;

/// <summary>Two convolutions and two linear layers for the digits of MNIST.</summary>
sealed partial class LeNet : Module, ILayer
{
    readonly Conv2d conv1 = new(1, 10, 5), conv2 = new(10, 20, 5);
    readonly Linear fc1 = new(320, 50), fc2 = new(50, 10);

    public Tensor Forward(Tensor x)
    {
        x = F.MaxPool2d(conv1.Forward(x), 2).Relu();
        x = F.MaxPool2d(conv2.Forward(x), 2).Relu();
        x = fc1.Forward(x.Reshape(-1, 320)).Relu();
        return fc2.Forward(x);
    }
}
