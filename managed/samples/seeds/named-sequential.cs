#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A Sequential whose layers have names, and its state:
//   dotnet run -c Release managed/samples/seeds/named-sequential.cs
using NativeTorch;
using NativeTorch.NN;

static Sequential NewModel() => new(
    ("conv1", new Conv2d(1, 20, 5)),
    ("relu1", new ReLU()),
    ("conv2", new Conv2d(20, 64, 5)),
    ("relu2", new ReLU())
);

Sequential model = NewModel();
Console.WriteLine(model);

// Sequential(
//   (conv1): Conv2d(1, 20, kernel_size=(5, 5), stride=(1, 1))
//   (relu1): ReLU()
//   (conv2): Conv2d(20, 64, kernel_size=(5, 5), stride=(1, 1))
//   (relu2): ReLU()
// )

// The model's parameters by name
OrderedDictionary<string, Tensor> state = model.StateDict();
foreach (var (name, tensor) in state)
    Console.WriteLine($"{name} {tensor.Shape}");

// ... and into a model of the same form
Sequential other = NewModel();
other.LoadStateDict(state);
Tensor image = Torch.Randn(1, 1, 28, 28);
Console.WriteLine($"both give the same: {Torch.Equal(model.Forward(image), other.Forward(image))}");
