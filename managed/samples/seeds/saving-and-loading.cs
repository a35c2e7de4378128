#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Saving a model and loading it, both ways: its parameters alone, and with them what is needed to make the model anew.
//   dotnet run -c Release managed/samples/seeds/saving-and-loading.cs
using NativeTorch;
using NativeTorch.IO;
using NativeTorch.NN;

string folder = Directory.CreateTempSubdirectory("saving-and-loading").FullName;
Net model = new(channels: 20);
Tensor image = Torch.Randn(1, 1, 28, 28);

string savePathParams = Path.Combine(folder, "model_params.pt");

// save/load only the model parameters (preferred solution)
Torch.Save(model.StateDict(), savePathParams);
Net other = new(channels: 20);
other.LoadStateDict(Torch.LoadStateDict(savePathParams));
Console.WriteLine($"the parameters alone give the same: {Torch.Equal(model.Forward(image), other.Forward(image))}");

string savePathModel = Path.Combine(folder, "model.pt");

// save the whole model: a file holds no code, so what the constructor takes goes with the parameters
Torch.Save(new Dictionary<string, object?> { ["channels"] = model.Channels, ["state"] = model.StateDict() }, savePathModel);
CheckpointValue file = Torch.Load(savePathModel, mapLocation: Device.Cpu); // also where it was saved on a GPU
Net whole = new(channels: file["channels"].Get<long>());
whole.LoadStateDict(file["state"].ToStateDict());
Console.WriteLine($"the whole model gives the same: {Torch.Equal(model.Forward(image), whole.Forward(image))}");

// now let's check the saved files with: ls
foreach (FileInfo saved in new DirectoryInfo(folder).GetFiles().OrderBy(saved => saved.Name))
    Console.WriteLine($"{saved.Length,8} {saved.Name}");

// a model of another size says what does not fit
try
{
    new Net(channels: 10).LoadStateDict(Torch.LoadStateDict(savePathParams));
}
catch (StateDictException e)
{
    Console.WriteLine(e.Message);
}
Directory.Delete(folder, recursive: true);

sealed partial class Net(long channels) : Module
{
    readonly Conv2d conv1 = new(1, channels, 5), conv2 = new(channels, 64, 5);

    public long Channels { get; } = channels;

    public Tensor Forward(Tensor x) => conv2.Forward(conv1.Forward(x).Relu()).Relu();
}
