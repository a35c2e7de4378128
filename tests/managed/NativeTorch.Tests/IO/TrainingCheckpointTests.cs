using NativeTorch.IO;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.IO;

/// <summary>Whole trainings in one file; that they go on to the last bit is in ResumeTests.</summary>
[Collection(nameof(AloneCollection))] // the default generator's state is saved and loaded
public sealed partial class TrainingCheckpointTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("training").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "training.pt") => Path.Combine(folder, name);

    [Fact]
    public void All_parts_come_back()
    {
        var net = new Linear(3, 2);
        var optimizer = new SGD(net.Parameters(), lr: 1, momentum: 0.5);
        var plateau = new ReduceLROnPlateau(optimizer, patience: 0);
        var generator = new Generator(7);
        var notes = "grün";
        var saved = new TrainingCheckpoint
        {
            { "model", net }, { "optimizer", optimizer }, { "plateau", plateau }, { "generator", generator },
            { "notes", () => notes, _ => { } },
        };
        net.Forward(Torch.Ones(1, 3)).Sum().Backward();
        optimizer.Step();
        plateau.Step(1);
        plateau.Step(2);
        saved.Epoch = 5;
        Torch.ManualSeed(3);
        saved.Save(At());
        float[] draws = [Torch.Rand(1).Item<float>(), Torch.Empty(1).Uniform_(0, 1, generator).Item<float>()];

        var other = new Linear(3, 2);
        var otherOptimizer = new SGD(other.Parameters(), lr: 0.1);
        var otherPlateau = new ReduceLROnPlateau(otherOptimizer);
        var otherGenerator = new Generator(8);
        var loaded = new TrainingCheckpoint
        {
            { "model", other }, { "optimizer", otherOptimizer }, { "plateau", otherPlateau }, { "generator", otherGenerator },
            { "notes", () => null, value => notes = value.Get<string>() + "!" },
        };
        CheckpointValue file = loaded.Load(At());
        Assert.Equal(["epoch", "model", "optimizer", "plateau", "generator", "notes", "rng_state"], file.Keys);
        Assert.Equal((5, "grün!"), (loaded.Epoch, notes));
        Assert.True(Torch.Equal(net.Weight, other.Weight));
        Assert.Equal((0.1, 0.5), (otherOptimizer.ParameterGroups[0].Lr, otherOptimizer.ParameterGroups[0].Momentum));
        Assert.Equal((1, 2), (otherPlateau.Best, otherPlateau.LastEpoch));
        Assert.Equal(draws[0], Torch.Rand(1).Item<float>());
        Assert.Equal(draws[1], Torch.Empty(1).Uniform_(0, 1, otherGenerator).Item<float>());
    }

    [Fact]
    public void A_part_that_is_missing_is_named_and_nothing_is_loaded()
    {
        var net = new Linear(3, 2);
        new TrainingCheckpoint { { "model", net } }.Save(At());
        var other = new Linear(3, 2);
        Tensor weight = other.Weight.Detach().Clone();
        var loaded = new TrainingCheckpoint { { "model", other }, { "optimizer", new SGD(other.Parameters(), lr: 1) } };
        Assert.Contains("no \"optimizer\"; it has \"epoch\", \"model\", \"rng_state\"",
            Assert.Throws<CheckpointFormatException>(() => loaded.Load(At())).Message);
        Assert.True(Torch.Equal(weight, other.Weight));
        var wrong = new TrainingCheckpoint { { "model", new Linear(4, 2) } };
        Assert.Throws<StateDictException>(() => wrong.Load(At()));
    }

    [Theory]
    [InlineData("epoch")]
    [InlineData("rng_state")]
    [InlineData("model")]
    public void A_name_is_taken_once(string name)
    {
        var checkpoint = new TrainingCheckpoint { { "model", new Linear(1, 1) } };
        Assert.Contains($"\"{name}\"", Assert.Throws<ArgumentException>(() => checkpoint.Add(name, new Generator())).Message);
        Assert.Equal(["model"], checkpoint);
    }

    /// <summary>PyTorch's own checkpoint of a training: it goes on here.</summary>
    [SkippableFact]
    public void PyTorchs_checkpoints_are_loaded()
    {
        string path = Shared.Find("golden", "checkpoints", "training_checkpoint.pt");
        var net = new Net();
        var optimizer = new Adam(net.Parameters());
        double best = 0;
        var training = new TrainingCheckpoint { { "model", net }, { "optimizer", optimizer },
            { "best", () => best, value => best = value.Get<double>() } };
        training.Load(path);
        Assert.Equal((7, 0.912, 1), (training.Epoch, best, optimizer.StateDict().State[0].Get<double>("step")));

        // One step more, as PyTorch takes it.
        Tensor x = Torch.Linspace(-1, 1, 2 * 3 * 32 * 32).Reshape(2, 3, 32, 32);
        optimizer.ZeroGrad();
        net.Forward(x).Square().Sum().Backward();
        optimizer.Step();
        TorchPython.Run("torch", """
            import sys, torch, torch.nn as nn, torch.nn.functional as F
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv1 = nn.Conv2d(3, 6, 5); self.pool = nn.MaxPool2d(2, 2); self.conv2 = nn.Conv2d(6, 16, 5)
                    self.fc1 = nn.Linear(400, 120); self.fc2 = nn.Linear(120, 84); self.fc3 = nn.Linear(84, 10)
                def forward(self, x):
                    x = self.pool(F.relu(self.conv2(self.pool(F.relu(self.conv1(x)))))).flatten(1)
                    return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))
            c = torch.load(sys.argv[1])
            net = Net(); net.load_state_dict(c['model'])
            optimizer = torch.optim.Adam(net.parameters()); optimizer.load_state_dict(c['optimizer'])
            optimizer.zero_grad()
            net(torch.linspace(-1, 1, 2 * 3 * 32 * 32).reshape(2, 3, 32, 32)).square().sum().backward()
            optimizer.step()
            torch.save(net.state_dict(), sys.argv[2])
            """, path, At());
        OrderedDictionary<string, Tensor> expected = Torch.LoadStateDict(At());
        Assert.Equal(expected.Keys, net.StateDict().Keys);
        foreach ((string name, Tensor tensor) in net.StateDict())
            Close.To(expected[name].To(Dtype.Float64).Reshape(-1).ToArray<double>(), tensor.Reshape(-1), 2e-5);
    }

    sealed partial class Net : Module
    {
        readonly Conv2d conv1 = new(3, 6, 5), conv2 = new(6, 16, 5);
        readonly Linear fc1 = new(400, 120), fc2 = new(120, 84), fc3 = new(84, 10);

        public Tensor Forward(Tensor x)
        {
            x = F.MaxPool2d(F.Relu(conv1.Forward(x)), 2);
            x = F.MaxPool2d(F.Relu(conv2.Forward(x)), 2).Flatten(1);
            return fc3.Forward(F.Relu(fc2.Forward(F.Relu(fc1.Forward(x)))));
        }
    }
}
