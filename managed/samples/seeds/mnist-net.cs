#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A small convolutional net on MNIST:
//   dotnet run -c Release managed/samples/seeds/mnist-net.cs [epochs, 1 by default] [folder with the files]
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;

int epochs = args is [var number, ..] ? int.Parse(number) : 1;
Torch.ManualSeed(42);
(LabeledImages train, LabeledImages test) = Load();
var trainLoader = new DataLoader(train.Normalize(Mnist.Mean, Mnist.Std), batchSize: 8, shuffle: true);
var testLoader = new DataLoader(test.Normalize(Mnist.Mean, Mnist.Std), batchSize: 1000);

// Create the net and define the optimization criterion
var net = new Net();
// The loss function
var criterion = new CrossEntropyLoss();
// Which optimization technique will you apply? (The original takes 20 epochs with the rate 0.001; one epoch is enough where the
// rate goes up and down again.)
var optimizer = new SGD(net.Parameters(), lr: 0.001, momentum: 0.5);
var scheduler = new OneCycleLR(optimizer, maxLr: 0.02, totalSteps: epochs * trainLoader.Count, pctStart: 0.1, cycleMomentum: false);

for (int epoch = 0; epoch < epochs; epoch++) // loop over the dataset multiple times
{
    // Run per epoch
    double runningLoss = 0.0;
    foreach (var (inputs, labels) in trainLoader)
    {
        // zero the parameter gradients
        optimizer.ZeroGrad();

        // Forward Pass
        Tensor outputs = net.Forward(inputs);
        // Compute loss function
        Tensor loss = criterion.Forward(outputs, labels);
        // Backward pass and gradient update
        loss.Backward();
        optimizer.Step();
        scheduler.Step();
        runningLoss += loss.Item<double>();
    }
    Console.WriteLine($"epoch {epoch + 1}: loss {runningLoss / trainLoader.Count:F4}, test accuracy {Accuracy():P2}");
}

double Accuracy()
{
    using var noGrad = Torch.NoGrad();
    long correct = 0;
    foreach (var (inputs, labels) in testLoader)
        correct += net.Forward(inputs).ArgMax(dim: 1).Eq(labels).Sum().Item<long>();
    return (double)correct / test.Count;
}

// Without the files: drawn digits of the same form.
(LabeledImages Train, LabeledImages Test) Load()
{
    if ((args is [_, var asked] ? asked : Mnist.FindFolder("../shared/data")) is { } folder)
        return (Mnist.Load(folder, train: true), Mnist.Load(folder, train: false));
    Console.WriteLine("no MNIST files found, so this trains on drawn digits");
    return (DrawnDigits.Draw(20_000, seed: 1), DrawnDigits.Draw(2_000, seed: 2));
}

sealed partial class Net : Module
{
    readonly Conv2d conv1 = new(1, 1, 5);
    readonly Conv2d conv2 = new(1, 1, 5);
    readonly MaxPool2d pool = new(2, 2);
    readonly Linear fc1 = new(1 * 10 * 10, 100);
    readonly Linear fc2 = new(100, 10);

    public Tensor Forward(Tensor x)
    {
        x = F.Relu(conv1.Forward(x));
        x = F.Relu(F.MaxPool2d(conv2.Forward(x), 2));
        x = x.View(-1, 1 * 10 * 10);
        x = F.Relu(fc1.Forward(x));
        x = F.Relu(fc2.Forward(x));
        return F.LogSoftmax(x, dim: 1);
    }
}
