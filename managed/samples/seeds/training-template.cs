#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// All parts of a training script: dataset, net, optimizer, scheduler, loss, loop, and the best model saved:
//   dotnet run -c Release managed/samples/seeds/training-template.cs [epochs, 6 by default]
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;

int epochs = args is [var number, ..] ? int.Parse(number) : 6;
Device device = Cuda.IsAvailable ? Device.Cuda() : Device.Cpu;
Torch.ManualSeed(1);

Net model = new Net().To(device);
var optimizer = new SGD(model.Parameters(), lr: 0.02, momentum: 0.9);
var scheduler = new StepLR(optimizer, stepSize: 3, gamma: 0.1);
var criterion = new CrossEntropyLoss();

var loaders = new Dictionary<bool, DataLoader>
{
    [true] = new(new ImagesDataset(count: 2_000, seed: 1), batchSize: 50, shuffle: true),
    [false] = new(new ImagesDataset(count: 1_000, seed: 2), batchSize: 100),
};

double bestAccuracy = 0;
string bestModelPath = Path.Combine(Path.GetTempPath(), "training-template.pt");

for (int epoch = 0; epoch < epochs; epoch++)
{
    foreach (bool train in new[] { true, false })
    {
        model.Train(train);
        double totalLoss = 0;
        long correct = 0;
        foreach (var batch in loaders[train])
        {
            (Tensor inputs, Tensor labels) = batch.To(device);

            using var mode = Torch.SetGradEnabled(train);
            Tensor outputs = model.Forward(inputs);
            Tensor loss = criterion.Forward(outputs, labels);
            if (train)
            {
                optimizer.ZeroGrad();
                loss.Backward();
                optimizer.Step();
            }
            totalLoss += loss.Item<double>();
            correct += outputs.ArgMax(dim: 1).Eq(labels).Sum().Item<long>();
        }
        double accuracy = (double)correct / loaders[train].Dataset.Count;
        Console.WriteLine($"epoch {epoch} {(train ? "training  " : "validation")} loss {totalLoss / loaders[train].Count:F4}, accuracy {accuracy:P1}");

        if (train)
            scheduler.Step();
        else
            SaveBestModel(accuracy);
    }
}

model.LoadStateDict(Torch.LoadStateDict(bestModelPath));
Console.WriteLine($"best validation accuracy {bestAccuracy:P1}, in {bestModelPath}");

void SaveBestModel(double epochValidationAccuracy)
{
    if (epochValidationAccuracy <= bestAccuracy)
        return;
    bestAccuracy = epochValidationAccuracy;
    Torch.Save(model.StateDict(), bestModelPath);
}

sealed class ImagesDataset(int count, ulong seed) : Dataset
{
    readonly TensorDataset images = DrawnDigits.Draw(count, seed).Normalize(Mnist.Mean, Mnist.Std);

    public override long Count => images.Count;

    public override IReadOnlyList<Tensor> this[long index] => images[index];
}

sealed partial class Net : Module
{
    readonly Conv2d conv1 = new(1, 10, 5), conv2 = new(10, 20, 5);
    readonly Dropout drop = new(0.25);
    readonly Linear fc1 = new(320, 50), fc2 = new(50, 10);

    public Tensor Forward(Tensor x)
    {
        x = F.Relu(F.MaxPool2d(conv1.Forward(x), 2));
        x = F.Relu(F.MaxPool2d(conv2.Forward(x), 2));
        x = F.Relu(fc1.Forward(x.View(-1, 320)));
        return fc2.Forward(drop.Forward(x));
    }
}
