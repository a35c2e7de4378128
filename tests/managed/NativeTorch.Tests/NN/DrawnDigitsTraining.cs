using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.NN;

/// <summary>A whole program.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class DrawnDigitsTraining
{
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
}
