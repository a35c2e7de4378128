#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Three small nets on CIFAR-10, read from its binary files, each with another optimizer:
//   dotnet run -c Release managed/samples/seeds/cifar10-nets.cs [epochs, 2 by default] [folder with the files]
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;

Device device = Cuda.IsAvailable ? Device.Cuda() : Device.Cpu;
int epochs = args is [var number, ..] ? int.Parse(number) : 2;
(LabeledImages Train, LabeledImages Test) data = Load();
Exercise2To4();

double TrainLoop(DataLoader loader, Sequential net, CrossEntropyLoss criterion, Optimizer optimizer)
{
    net.Train();
    double totalLoss = 0;
    foreach (var (image, target) in loader)
    {
        Tensor prediction = net.Forward(image.To(device));
        Tensor loss = criterion.Forward(prediction, target.To(device));

        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        totalLoss += loss.Item<double>();
    }
    return totalLoss / loader.Dataset.Count;
}

double TestLoop(DataLoader loader, Sequential net)
{
    net.Eval();
    long correct = 0;
    foreach (var (image, target) in loader)
        using (Torch.NoGrad())
        {
            Tensor scores = net.Forward(image.To(device));

            (_, Tensor prediction) = scores.Max(dim: 1);
            correct += prediction.Eq(target.To(device)).Sum().Item<long>();
        }
    return (double)correct / loader.Dataset.Count;
}

void EpochLoop(Sequential net, Optimizer optimizer, int epochs)
{
    Console.WriteLine(net);

    TensorDataset dataTrain = data.Train.Normalize();
    TensorDataset dataTest = data.Test.Normalize();

    DataLoader Loader(Dataset dataset) => new(dataset, batchSize: 128, shuffle: true);

    var criterion = new CrossEntropyLoss();

    for (int epoch = 0; epoch < epochs; epoch++)
    {
        double loss = TrainLoop(Loader(dataTrain), net, criterion, optimizer);
        double top1Accuracy = TestLoop(Loader(dataTest), net);
        Console.WriteLine($"Epoch {epoch}: Top-1 = {100 * top1Accuracy:F1}%, Loss = {loss:0.000e+00}");
    }
}

void Exercise2To4()
{
    Console.WriteLine("Running Net 2:");
    Sequential net = new Sequential(
        new Flatten(),
        new Linear(3 * 32 * 32, 10, bias: true)
    ).To(device);
    Optimizer optimizer = new SGD(net.Parameters(), lr: 1e-2);
    EpochLoop(net, optimizer, epochs);

    Console.WriteLine("\nRunning Net 3:");
    net = new Sequential(
        new Flatten(),
        new Linear(3 * 32 * 32, 128, bias: true),
        new ReLU(),
        new Linear(128, 10, bias: true)
    ).To(device);
    optimizer = new SGD(net.Parameters(), lr: 1e-3, momentum: 0.99);
    EpochLoop(net, optimizer, epochs);

    Console.WriteLine("\nRunning Net 4:");
    net = new Sequential(
        new Conv2d(inChannels: 3, outChannels: 5, kernelSize: 3, padding: 1, bias: true),
        new ReLU(),
        new MaxPool2d(kernelSize: 3, stride: 2, padding: 1),
        new Flatten(),
        new Linear(5 * 16 * 16, 128, bias: true),
        new ReLU(),
        new Linear(128, 10, bias: true)
    ).To(device);
    optimizer = new Adam(net.Parameters());
    EpochLoop(net, optimizer, epochs);
}

// Without the files: drawn digits of the same form.
(LabeledImages Train, LabeledImages Test) Load()
{
    if ((args is [_, var asked] ? asked : Cifar10.FindFolder("../shared/data")) is { } folder)
        return (Cifar10.Load(folder, train: true), Cifar10.Load(folder, train: false));
    Console.WriteLine("no CIFAR-10 files found, so this trains on drawn digits");
    static LabeledImages Draw(int count, ulong seed) =>
        DrawnDigits.Draw(count, seed) is var (images, labels) ? new(F.Pad(images, [2, 2, 2, 2]).Expand(-1, 3, -1, -1), labels) : null!;
    return (Draw(4_000, seed: 1), Draw(1_000, seed: 2));
}
