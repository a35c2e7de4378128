#!/usr/bin/env dotnet
#:project ../NativeTorch/NativeTorch.csproj

// Shows that training needs no `using`: 20,000 steps of a small convolutional network, and what the process holds.
//   dotnet run -c Release managed/samples/memory.cs            the garbage collector frees all
//   dotnet run -c Release managed/samples/memory.cs -- --scope a TensorScope frees each step's tensors at its end
using System.Diagnostics;
using System.Globalization;
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool scoped = args.Contains("--scope");
int steps = args.SkipWhile(a => a != "--steps").Skip(1).Select(int.Parse).FirstOrDefault(20_000);
const int Settled = 500;

Torch.ManualSeed(1);
var net = new Sequential(new Conv2d(1, 10, 5), new MaxPool2d(2), new ReLU(), new Conv2d(10, 20, 5), new MaxPool2d(2), new ReLU(),
    new Flatten(), new Linear(320, 50), new ReLU(), new Linear(50, 10));
var optimizer = new SGD(net.Parameters(), lr: 0.01, momentum: 0.9);
var criterion = new CrossEntropyLoss();
var loader = new DataLoader(DrawnDigits.Draw(6_400, seed: 1).Normalize(Mnist.Mean, Mnist.Std), batchSize: 64, shuffle: true);

Console.WriteLine(scoped ? "each step in a TensorScope" : "no using, no Dispose");
var clock = Stopwatch.StartNew();
long settled = 0, end = 0;
for (int step = 0; step < steps;)
    foreach (Batch batch in loader)
    {
        TrainStep(batch);
        step++;
        if (step == Settled || step % 5_000 == 0 || step == steps)
            Report(step);
        if (step == steps)
            break;
    }
Console.WriteLine($"growth from step {Settled} to {steps}: {(end - settled) / 1e6:F1} MB");

void TrainStep(Batch batch)
{
    using TensorScope? scope = scoped ? new TensorScope() : null;
    using Batch? owned = scoped ? batch : null;
    (Tensor images, Tensor labels) = batch;
    Tensor loss = criterion.Forward(net.Forward(images), labels);
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
}

void Report(int step)
{
    using var process = Process.GetCurrentProcess();
    Console.WriteLine($"step {step}: resident {process.WorkingSet64 / 1e6:F1} MB, managed heap {GC.GetTotalMemory(false) / 1e6:F1} MB, "
        + $"collections {GC.CollectionCount(0)}, {clock.Elapsed.TotalSeconds:F1} s");
    end = process.WorkingSet64;
    if (step == Settled)
        settled = end;
}
