#!/usr/bin/env dotnet
#:project ../NativeTorch/NativeTorch.csproj
#:package Spectre.Console
#:package System.CommandLine

// Trains a small convolutional network on the MNIST digits and prints its accuracy on the test images:
//   dotnet run -c Release managed/samples/mnist.cs -- --epochs 3
using System.CommandLine;
using System.Diagnostics;
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.NN;
using NativeTorch.Optim;
using Spectre.Console;

var data = new Option<string?>("--data") { Description = "Folder with the MNIST files (default: $NATIVETORCH_DATA, ./data, then drawn digits)" };
var download = new Option<bool>("--download") { Description = "Fetch the MNIST files into the data folder first" };
var epochs = new Option<int>("--epochs") { Description = "Passes over the training images", DefaultValueFactory = _ => 3 };
var batch = new Option<int>("--batch") { Description = "Images in one step", DefaultValueFactory = _ => 64 };
var seed = new Option<ulong>("--seed") { Description = "The seed of all random numbers", DefaultValueFactory = _ => 1 };
var deviceName = new Option<string>("--device") { Description = "Where to train: cpu, cuda or cuda:1", DefaultValueFactory = _ => "cpu" };
var optimizerName = new Option<string>("--optimizer") { Description = "How to train", DefaultValueFactory = _ => "sgd" };
var lr = new Option<double?>("--lr") { Description = "Learning rate (default: 0.02 for sgd, 0.001 for adam); 0.7 times that after each epoch" };
optimizerName.AcceptOnlyFromAmong("sgd", "adam");

var command = new RootCommand("Trains a small convolutional network on the MNIST digits.")
{
    data, download, epochs, batch, seed, deviceName, optimizerName, lr,
};
command.SetAction(Run);
return command.Parse(args).Invoke();

int Run(ParseResult options)
{
    try
    {
        Torch.ManualSeed(options.GetValue(seed));
        var device = Device.Parse(options.GetValue(deviceName)!);
        var net = new Net().To(device);
        Optimizer optimizer = options.GetValue(optimizerName) == "adam"
            ? new Adam(net.Parameters(), options.GetValue(lr) ?? 0.001)
            : new SGD(net.Parameters(), options.GetValue(lr) ?? 0.02, momentum: 0.9);

        (LabeledImages train, LabeledImages test) = Load(options);
        var trainLoader = new DataLoader(train.Normalize(Mnist.Mean, Mnist.Std), options.GetValue(batch), shuffle: true);
        var testLoader = new DataLoader(test.Normalize(Mnist.Mean, Mnist.Std), batchSize: 1000);
        for (int epoch = 1; epoch <= options.GetValue(epochs); epoch++)
        {
            Report.Epoch($"epoch {epoch}/{options.GetValue(epochs)}", trainLoader.Count, train.Count,
                step => TrainEpoch(net, optimizer, trainLoader, device, step));
            foreach (ParameterGroup group in optimizer.ParameterGroups)
                group.Lr *= 0.7;
        }
        Console.WriteLine(FormattableString.Invariant($"test accuracy {Accuracy(net, testLoader, device):F4}"));
        return 0;
    }
    catch (Exception e) when (e is IOException or FormatException or DeviceMismatchException or ArgumentException)
    {
        Console.Error.WriteLine($"mnist: {e.Message}");
        return 1;
    }
}

/// Returns the mean loss.
static double TrainEpoch(Net net, Optimizer optimizer, DataLoader loader, Device device, Action step)
{
    net.Train();
    var total = Torch.Zeros([], device: device);
    foreach (var (images, labels) in loader)
    {
        var loss = F.CrossEntropy(net.Forward(images.To(device)), labels.To(device));
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        total.Add_(loss.Detach());
        step();
    }
    return total.Item<double>() / loader.Count;
}

static double Accuracy(Net net, DataLoader loader, Device device)
{
    net.Eval();
    using var noGrad = Torch.NoGrad();
    long correct = 0;
    foreach (var (images, labels) in loader)
        correct += net.Forward(images.To(device)).ArgMax(dim: 1).Eq(labels.To(device)).Sum().Item<long>();
    return (double)correct / loader.Dataset.Count;
}

/// The folder that was asked for, else the first of the usual ones that has the files, else drawn digits.
(LabeledImages Train, LabeledImages Test) Load(ParseResult options)
{
    string? asked = options.GetValue(data);
    if (options.GetValue(download))
    {
        using var bar = new DownloadBar();
        Mnist.DownloadAsync(asked ??= "data/mnist", progress: bar).GetAwaiter().GetResult();
    }
    if (asked is not null && !Directory.Exists(asked))
        throw new DirectoryNotFoundException($"the data folder {asked} is not there");
    if ((asked ?? Mnist.FindFolder()) is { } folder)
        return (Mnist.Load(folder, train: true), Mnist.Load(folder, train: false));
    Console.WriteLine("no MNIST files found, so this trains on drawn digits; see --data and --download");
    return (DrawnDigits.Draw(20_000, seed: 1), DrawnDigits.Draw(2_000, seed: 2));
}

sealed partial class Net : Module, ILayer
{
    readonly Conv2d conv1 = new(1, 10, 5), conv2 = new(10, 20, 5);
    readonly Linear fc1 = new(320, 50), fc2 = new(50, 10);

    public Tensor Forward(Tensor x)
    {
        x = F.MaxPool2d(conv1.Forward(x), 2).Relu();
        x = F.MaxPool2d(conv2.Forward(x), 2).Relu();
        x = fc1.Forward(x.View(-1, 320)).Relu();
        return fc2.Forward(x);
    }
}

/// A progress bar on a terminal; elsewhere only the line behind each epoch.
static class Report
{
    public static void Epoch(string name, long steps, long images, Func<Action, double> train)
    {
        var clock = Stopwatch.StartNew();
        double loss = 0;
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
            AnsiConsole.Progress().AutoClear(true).Start(progress =>
            {
                ProgressTask bar = progress.AddTask(name, maxValue: steps);
                loss = train(() => bar.Increment(1));
            });
        else
            loss = train(() => { });
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"{name}: loss {loss:F4}, {seconds:F1} s, {images / seconds:F0} images/s"));
    }
}
