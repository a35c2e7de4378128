using NativeTorch.NN;

namespace NativeTorch.Benchmarks.Workloads.Nets;

/// <summary>Three small nets for CIFAR-10, of managed/samples/seeds/cifar10-nets.cs.</summary>
static class CifarNets
{
    public static Sequential Net2() => new(new Flatten(), new Linear(3 * 32 * 32, 10));

    public static Sequential Net3() => new(new Flatten(), new Linear(3 * 32 * 32, 128), new ReLU(), new Linear(128, 10));

    public static Sequential Net4() => new(
        new Conv2d(3, 5, kernelSize: 3, padding: 1),
        new ReLU(),
        new MaxPool2d(kernelSize: 3, stride: 2, padding: 1),
        new Flatten(),
        new Linear(5 * 16 * 16, 128),
        new ReLU(),
        new Linear(128, 10));
}
