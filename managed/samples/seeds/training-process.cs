#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A learning rate scheduler, the switch between training and evaluation, the seeds, and logs: for TensorBoard, as a table, as a curve:
//   dotnet run -c Release managed/samples/seeds/training-process.cs
//   tensorboard --logdir /tmp/training-process
using NativeTorch;
using NativeTorch.Logging;
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

// Logging of the training process
string logs = Path.Combine(Path.GetTempPath(), "training-process");
using var writer = new SummaryWriter(logs);
writer.AddGraph(model, x[..1]);
var history = new TrainingHistory();

// Training template for 100 epochs
var epochs = Enumerable.Range(0, 100).WithProgress("training");
foreach (int epoch in epochs)
{
    double loss = Train(), validation = Validate();
    epochs.Report(loss);
    history.Add(("epoch", epoch), ("lr", scheduler.LastLr[0]), ("loss", loss), ("validation", validation));
    writer.AddScalar("loss/train", loss, epoch);
    writer.AddScalar("loss/validation", validation, epoch);
    if (epoch % 10 == 9)
        foreach (var (name, parameter) in model.NamedParameters())
            writer.AddHistogram(name, parameter, epoch);
    scheduler.Step();
}
Console.Write(history.ToText(every: 10));
Console.WriteLine($"best validation loss after epoch {history.Best("validation")}");
history.ToCurve("loss", "validation").Save(Path.Combine(logs, "loss.svg"));
Console.WriteLine($"curve and events are in {logs}");

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
