using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Workloads.Nets;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Benchmarks.Workloads.Training;

/// <summary>Steps of classifiers of images, on random images of the data set's form.</summary>
static class ImageNets
{
    public static Func<double> LeNet(Parameters p) => Classify(p, [1, 28, 28], () => new LeNet(), net => new SGD(net, lr: 0.01));

    public static Func<double> Net2(Parameters p) => Classify(p, Cifar, CifarNets.Net2, net => new SGD(net, lr: 1e-2));

    public static Func<double> Net3(Parameters p) => Classify(p, Cifar, CifarNets.Net3, net => new SGD(net, lr: 1e-3, momentum: 0.99));

    public static Func<double> Net4(Parameters p) => Classify(p, Cifar, CifarNets.Net4, net => new Adam(net));

    public static Func<double> ResNet18(Parameters p) => Classify(p, Cifar, () => new ResNet18(10), net => new SGD(net, lr: 0.01, momentum: 0.9));

    static readonly long[] Cifar = [3, 32, 32];

    static Func<double> Classify<TNet>(Parameters parameters, long[] image, Func<TNet> make, Func<IEnumerable<Tensor>, Optimizer> optimize)
        where TNet : Module, ILayer
    {
        long n = parameters.Long("batch");
        Tensor images = Torch.Randn([n, .. image]), labels = Torch.RandInt(10, [n]);
        TNet net = make();
        var criterion = new CrossEntropyLoss();
        Optimizer optimizer = optimize(net.Parameters());
        return () =>
        {
            Tensor loss = criterion.Forward(net.Forward(images), labels);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss.Item<double>();
        };
    }
}
