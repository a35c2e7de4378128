using System.Text.Json;
using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.NN;

/// <summary>Whole programs have PyTorch's loss curve for the same seed.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public partial class TrainingCurves
{
    [SkippableFact]
    public void Two_layers_with_plain_SGD() => TwoLayers("two_layer_nn", parameters => new SGD(parameters, lr: 1e-4));

    [SkippableFact]
    public void Two_layers_with_Adam() => TwoLayers("two_layer_adam", parameters => new Adam(parameters, lr: 1e-4));

    [SkippableFact]
    public void Two_layers_with_momentum() => TwoLayers("two_layer_momentum", parameters => new SGD(parameters, lr: 1e-4, momentum: 0.9));

    static void TwoLayers(string program, Func<IEnumerable<Tensor>, Optimizer> create)
    {
        double[] expected = Losses(program);
        Torch.ManualSeed(1);
        Tensor x = Torch.Randn(64, 1000), y = Torch.Randn(64, 10);
        var net = new Sequential(new Linear(1000, 100), new ReLU(), new Linear(100, 10));
        Follow(expected, create(net.Parameters()), () => F.MseLoss(net.Forward(x), y, Reduction.Sum));
    }

    sealed partial class CifarNet : Module
    {
        readonly Conv2d conv1 = new(3, 6, 5);
        readonly MaxPool2d pool = new(2, 2);
        readonly Conv2d conv2 = new(6, 16, 5);
        readonly Linear fc1 = new(16 * 5 * 5, 120), fc2 = new(120, 84), fc3 = new(84, 10);

        public Tensor Forward(Tensor x)
        {
            x = pool.Forward(conv1.Forward(x).Relu());
            x = pool.Forward(conv2.Forward(x).Relu()).View(-1, 16 * 5 * 5);
            return fc3.Forward(fc2.Forward(fc1.Forward(x).Relu()).Relu());
        }
    }

    [SkippableFact]
    public void The_tutorials_convolutional_net()
    {
        double[] expected = Losses("cifar_tutorial_net");
        Torch.ManualSeed(1);
        Tensor x = Torch.Randn(64, 3, 32, 32), y = Torch.RandInt(0, 10, [64]);
        var net = new CifarNet();
        Follow(expected, new SGD(net.Parameters(), lr: 0.05, momentum: 0.9), () => F.CrossEntropy(net.Forward(x), y));
    }

    /// <summary>As many middle layers as are drawn in each step. PyTorch 1.13 set gradients to zero, not to null, so that momentum
    /// moves the middle layer in steps without it, too. Steps multiply roundings: PyTorch itself, on
    /// another machine or with other threads, is 1e-5 off after 250 steps and 3.4e-3 after 500.</summary>
    [SkippableFact]
    public void A_net_of_random_depth()
    {
        double[] expected = Losses("dynamic_net");
        Torch.ManualSeed(1);
        Tensor x = Torch.Randn(64, 1000), y = Torch.Randn(64, 10);
        var net = new ModuleList<Linear>(new(1000, 100), new(100, 100), new(100, 10));
        Tensor Forward()
        {
            Tensor h = net[0].Forward(x).Clamp(min: 0);
            for (int depth = Torch.RandInt(0, 4, [1]).Item<int>(); depth > 0; depth--)
                h = net[1].Forward(h).Clamp(min: 0);
            return net[2].Forward(h);
        }
        Follow(expected, new SGD(net.Parameters(), lr: 1e-4, momentum: 0.9), () => F.MseLoss(Forward(), y, Reduction.Sum), setToNone: false, lateTolerance: 1e-2);
    }

    /// <summary>Two passes over 5,000 drawn digits, after which PyTorch reaches 0.993 to 0.995 with three seeds.</summary>
    [Fact]
    public void A_small_net_learns_drawn_digits()
    {
        TensorDataset train = DrawnDigits.Draw(5_000, seed: 1).Normalize(Mnist.Mean, Mnist.Std);
        TensorDataset test = DrawnDigits.Draw(1_000, seed: 2).Normalize(Mnist.Mean, Mnist.Std);
        Torch.ManualSeed(1);
        var net = new Sequential(new Conv2d(1, 10, 5), new MaxPool2d(2), new ReLU(), new Conv2d(10, 20, 5), new MaxPool2d(2), new ReLU(),
            new Flatten(), new Linear(320, 50), new ReLU(), new Linear(50, 10));
        var optimizer = new SGD(net.Parameters(), lr: 0.02, momentum: 0.9);
        var loader = new DataLoader(train, batchSize: 64, shuffle: true);
        for (int epoch = 0; epoch < 2; epoch++)
            foreach ((Tensor x, Tensor y) in loader)
            {
                optimizer.ZeroGrad();
                F.CrossEntropy(net.Forward(x), y).Backward();
                optimizer.Step();
            }
        using var noGrad = Torch.NoGrad();
        double accuracy = net.Eval().Forward(test.Tensors[0]).ArgMax(dim: 1).Eq(test.Tensors[1]).To(Dtype.Float64).Mean().Item<double>();
        Assert.InRange(accuracy, 0.97, 1);
    }

    static void Follow(double[] expected, Optimizer optimizer, Func<Tensor> computeLoss, bool setToNone = true,
        double lateTolerance = 1e-3)
    {
        for (int step = 0; step < expected.Length; step++)
        {
            Tensor loss = computeLoss();
            double found = loss.Item<double>();
            double tolerance = step <= 250 ? 1e-3 : lateTolerance;
            Assert.True(Math.Abs(found - expected[step]) <= tolerance * Math.Abs(expected[step]) + 1e-6, $"step {step}: {found}, not {expected[step]}");
            optimizer.ZeroGrad(setToNone);
            loss.Backward();
            optimizer.Step();
        }
    }

    static double[] Losses(string program)
    {
        using var programs = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "programs.json")));
        return [.. programs.RootElement.GetProperty(program).GetProperty("losses").EnumerateArray().Select(l => l.GetDouble())];
    }
}
