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

string savePathParams = Path.Combine(folder, "model_params.safetensors");

// save/load only the model parameters (preferred solution)
Safetensors.Save(savePathParams, model.StateDict());
Net other = new(channels: 20);
other.LoadStateDict(Safetensors.Load(savePathParams));
Console.WriteLine($"the parameters alone give the same: {Torch.Equal(model.Forward(image), other.Forward(image))}");

string savePathModel = Path.Combine(folder, "model.safetensors");

// save the whole model: a file holds no code, so what the constructor takes goes with the parameters
Safetensors.Save(savePathModel, model.StateDict(), new Dictionary<string, string> { ["channels"] = $"{model.Channels}" });
Net whole = new(channels: long.Parse(Safetensors.LoadMetadata(savePathModel)["channels"]));
whole.LoadStateDict(Safetensors.Load(savePathModel));
Console.WriteLine($"the whole model gives the same: {Torch.Equal(model.Forward(image), whole.Forward(image))}");

// now let's check the saved files with: ls
foreach (FileInfo file in new DirectoryInfo(folder).GetFiles().OrderBy(file => file.Name))
    Console.WriteLine($"{file.Length,8} {file.Name}");

// a model of another size says what does not fit
try
{
    new Net(channels: 10).LoadStateDict(Safetensors.Load(savePathParams));
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
