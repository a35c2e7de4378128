#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A learning rate scheduler, the switch between training and evaluation, and the seeds:
//   dotnet run -c Release managed/samples/seeds/training-process.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

// The seed, of CPU and GPU
Torch.ManualSeed(42);

var model = new Sequential(new Linear(10, 20), new BatchNorm1d(20), new ReLU(), new Dropout(0.2), new Linear(20, 1));
Tensor x = Torch.Randn(200, 10), y = x.Sum([1], keepDim: true).Sin();

// SGD optimizer
var optimizer = new SGD(model.Parameters(), lr: 0.01);
// Learning rate scheduler
var scheduler = new StepLR(optimizer, stepSize: 30, gamma: 0.1);

// Training template for 100 epochs
for (int epoch = 0; epoch < 100; epoch++)
{
    double loss = Train();
    if (epoch % 10 == 9)
        Console.WriteLine($"epoch {epoch}: lr {scheduler.LastLr[0]:G4}, loss {loss:F4}, validation {Validate():F4}");
    scheduler.Step();
}

double Train()
{
    // The switch can be set with a boolean, to enable dropout and batch norm learning: model.Train(true),
    // or inside the train function just run
    model.Train();

    Tensor loss = F.MseLoss(model.Forward(x[..160]), y[..160]);
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
    return loss.Item<double>();
}

double Validate()
{
    // run the inference step: model.Train(false),
    // or inside the validate function just run
    model.Eval();

    using var noGrad = Torch.NoGrad();
    return F.MseLoss(model.Forward(x[160..]), y[160..]).Item<double>();
}
