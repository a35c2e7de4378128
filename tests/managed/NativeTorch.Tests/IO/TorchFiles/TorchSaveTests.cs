using System.Numerics;
using NativeTorch.IO;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.IO.TorchFiles;

/// <summary>What is saved comes back as it was; what cannot be saved says where it is, and leaves the old file.</summary>
public sealed class TorchSaveTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("torch-save").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "x.pt") => Path.Combine(folder, name);

    CheckpointValue SavedAndLoaded(object? value)
    {
        Torch.Save(value, At());
        return Torch.Load(At());
    }

    public static TheoryData<Dtype> Dtypes => [.. Enum.GetValues<Dtype>()];

    [Theory]
    [MemberData(nameof(Dtypes))]
    public void Every_dtype_and_shape_comes_back(Dtype dtype)
    {
        Tensor numbers = Torch.Arange(24).Reshape(2, 3, 4).To(dtype);
        var saved = new OrderedDictionary<string, Tensor>
        {
            ["grün ☃"] = numbers, ["view"] = numbers.Permute(2, 0, 1), ["slice"] = numbers[1], ["step"] = numbers.Slice(2, 1, 4, 2),
            ["scalar"] = numbers[1, 2, 3], ["empty"] = Torch.Zeros([0, 3], dtype), ["none"] = numbers[1..1],
            ["expanded"] = numbers[0, 0, 1].Expand(3, 2), ["odd"] = numbers.Reshape(24)[..5].Clone(),
        };
        Torch.Save(saved, At());
        OrderedDictionary<string, Tensor> loaded = Torch.LoadStateDict(At());
        Assert.Equal(saved.Keys, loaded.Keys);
        foreach ((string name, Tensor tensor) in saved)
        {
            Assert.Equal((tensor.Dtype, tensor.Shape), (loaded[name].Dtype, loaded[name].Shape));
            Assert.Equal(tensor.Strides, loaded[name].Strides);
            Assert.True(Torch.Equal(tensor, loaded[name]), name);
            if (tensor.Numel > 0)
                Assert.Equal(tensor.SharesStorageWith(numbers), loaded[name].SharesStorageWith(loaded["view"]));
        }
        Assert.Equal([At()], Directory.GetFiles(folder)); // nothing unfinished is left
    }

    [Fact]
    public void A_storage_is_written_once_and_only_as_far_as_it_is_used()
    {
        Tensor large = Torch.Arange(1_000_000);
        CheckpointValue loaded = SavedAndLoaded(new[] { large[500..510], large[505..520], large[500..520] });
        Assert.True(new FileInfo(At()).Length < 4000);
        (Tensor a, Tensor b) = (loaded[0].Get<Tensor>(), loaded[1].Get<Tensor>());
        Assert.Equal((500, 505, 5), (a[0].Item<long>(), b[0].Item<long>(), b.StorageOffset));
        a[7] = -1;
        Assert.Equal(-1, b[2].Item<long>());
    }

    [Fact]
    public void Parameters_and_gradients_are_kept()
    {
        var weight = new Parameter(Torch.Randn(3));
        CheckpointValue loaded = SavedAndLoaded(new Dictionary<string, object?>
        {
            ["parameter"] = weight, ["frozen"] = new Parameter(Torch.Ones(2), requiresGrad: false),
            ["leaf"] = Torch.Ones([2], requiresGrad: true),
            ["plain"] = weight.Detach(),
        });
        Assert.True(loaded["parameter"].Get<Parameter>().RequiresGrad);
        Assert.False(loaded["frozen"].Get<Parameter>().RequiresGrad);
        Assert.True(loaded["leaf"].Get<Tensor>() is { RequiresGrad: true, IsLeaf: true } and not Parameter);
        Assert.False(loaded["plain"].Get<Tensor>().RequiresGrad);
        Assert.True(loaded["plain"].Get<Tensor>().SharesStorageWith(loaded["parameter"].Get<Tensor>()));
        Tensor loss = loaded["parameter"].Get<Tensor>().Sum();
        loss.Backward();
        Assert.Equal([1f, 1f, 1f], loaded["parameter"].Get<Tensor>().Grad!.ToArray<float>());
    }

    /// <summary>Views of one storage are tied by memory alone, as in PyTorch: what autograd does to one is nothing to the other.</summary>
    [Fact]
    public void Loaded_views_are_not_views_of_each_other_for_autograd()
    {
        Tensor numbers = Torch.Ones(4);
        CheckpointValue loaded = SavedAndLoaded(new[] { numbers[..2], numbers[2..] });
        (Tensor a, Tensor b) = (loaded[0].Get<Tensor>(), loaded[1].Get<Tensor>());
        a.Mul_(Torch.Ones([2], requiresGrad: true));
        Assert.True(a.RequiresGrad);
        Assert.False(b.RequiresGrad);
    }

    [Fact]
    public void Numbers_texts_and_containers_come_back()
    {
        List<object?> self = [1];
        self.Add(self);
        CheckpointValue all = SavedAndLoaded(new Dictionary<string, object?>
        {
            ["none"] = null, ["yes"] = true, ["int"] = 7, ["long"] = long.MinValue, ["ulong"] = ulong.MaxValue,
            ["big"] = BigInteger.Pow(10, 1000),
            ["float"] = 0.5f, ["double"] = double.NaN, ["text"] = "grün ☃ \U0001f600", ["bytes"] = new byte[] { 0, 200 },
            ["no bytes"] = Array.Empty<byte>(),
            ["list"] = new List<int> { 1, 2 }, ["tuple"] = (1, "x"), ["inner"] = new Dictionary<long, double> { [5] = 0.25 },
            ["self"] = self,
            ["dtype"] = Dtype.BFloat16, ["device"] = Device.Cpu, ["cuda"] = Device.Cuda(1), ["many"] = Enumerable.Range(0, 5000),
        });
        Assert.Equal(CheckpointKind.None, all["none"].Kind);
        Assert.Null(all["none"].Get<int?>());
        Assert.True(all["yes"].Get<bool>());
        Assert.Equal((7, 7L, 7.0, (byte)7), (all["int"].Get<int>(), all["int"].Get<long>(), all["int"].Get<double>(),
            all["int"].Get<byte>()));
        Assert.Equal(7, all["int"].Get<int?>());
        Assert.Equal(long.MinValue, all["long"].Get<long>());
        Assert.Equal(ulong.MaxValue, all["ulong"].Get<ulong>());
        Assert.Equal(BigInteger.Pow(10, 1000), all["big"].Get<BigInteger>());
        Assert.Equal((0.5f, double.NaN), (all["float"].Get<float>(), all["double"].Get<double>()));
        Assert.Equal("grün ☃ \U0001f600", all["text"].Get<string>());
        Assert.Equal([0, 200], all["bytes"].Get<byte[]>());
        Assert.Empty(all["no bytes"].Get<byte[]>());
        Assert.Equal((CheckpointKind.List, 2), (all["list"].Kind, all["list"].Count));
        Assert.Equal((CheckpointKind.Tuple, "x"), (all["tuple"].Kind, all["tuple"][1].Get<string>()));
        Assert.Equal(0.25, all["inner"][5].Get<double>());
        Assert.Equal(1, all["self"][1][1][1][0].Get<int>());
        Assert.Equal(Dtype.BFloat16, all["dtype"].Get<Dtype>());
        Assert.Equal((Device.Cpu, Device.Cuda(1)), (all["device"].Get<Device>(), all["cuda"].Get<Device>()));
        Assert.Equal(Enumerable.Range(0, 5000), all["many"].Select(n => n.Get<int>()));
        Torch.Save(all, At("again.pt"));
        Assert.Equal(File.ReadAllBytes(At()), File.ReadAllBytes(At("again.pt")));
    }

    [Fact]
    public void A_wrong_question_is_answered_with_the_way_to_the_value()
    {
        CheckpointValue file = SavedAndLoaded(new Dictionary<string, object?>
        {
            ["epoch"] = 3, ["groups"] = new object?[] { new Dictionary<string, object?> { ["lr"] = 0.5 } },
            ["model"] = new Linear(2, 2).StateDict(),
        });
        string Message(Action ask) => Assert.Throws<CheckpointFormatException>(ask).Message;
        Assert.Equal($"{At()}: [\"groups\"][0][\"lr\"] is 0.5, and Int32 was asked for", Message(() => file["groups"][0]["lr"].Get<int>()));
        Assert.Equal($"{At()}: the value has no \"optimizer\"; it has \"epoch\", \"groups\", \"model\"",
            Message(() => _ = file["optimizer"]));
        Assert.Contains("[\"groups\"] has no element 1", Message(() => _ = file["groups"][1]));
        Assert.Contains("[\"epoch\"] is 3, and no dictionary", Message(() => _ = file["epoch"]["x"]));
        Assert.Contains("[\"epoch\"] is 3, and no list", Message(() => _ = file["epoch"].Count));
        Assert.Contains("the value has 3 as \"epoch\", where a tensor should be", Message(() => Torch.LoadStateDict(At())));
        Assert.Contains("[\"groups\"][0]", Message(() => file["groups"][0].ToOptimizerState()));
        Assert.Contains("[\"model\"][\"bias\"] is a float32 tensor of shape (2,)", Message(() => file["model"]["bias"].Get<string>()));
        Assert.Contains("asked for", Message(() => file["epoch"].Get<DayOfWeek>()));
        Assert.Equal($"{At()}[\"epoch\"]: 3", file["epoch"].ToString());
    }

    [Fact]
    public void Optimizers_and_schedulers_come_back()
    {
        var net = new Linear(3, 2);
        var optimizer = new AdamW(net.Parameters(), lr: 0.5, betas: (0.8, 0.9), amsgrad: true);
        var scheduler = new SequentialLR(optimizer, [new ConstantLR(optimizer), new ExponentialLR(optimizer, 0.9)], [2]);
        net.Forward(Torch.Randn(4, 3)).Sum().Backward();
        optimizer.Step();
        scheduler.Step();
        CheckpointValue loaded = SavedAndLoaded(
            new Dictionary<string, object?> { ["o"] = optimizer.StateDict(), ["s"] = scheduler.StateDict() });
        var other = new AdamW(net.Parameters());
        other.LoadStateDict(loaded["o"].ToOptimizerState());
        Assert.Equal(((0.8, 0.9), true, optimizer.ParameterGroups[0].Lr),
            (other.ParameterGroups[0].Betas, other.ParameterGroups[0].Amsgrad, other.ParameterGroups[0].Lr));
        Assert.True(Torch.Equal(optimizer.StateDict().State[1].Get<Tensor>("max_exp_avg_sq"),
            other.StateDict().State[1].Get<Tensor>("max_exp_avg_sq")));
        var next = new SequentialLR(other, [new ConstantLR(other), new ExponentialLR(other, 0.9)], [2]);
        next.LoadStateDict(loaded["s"].ToStateDictionary());
        Assert.Equal((scheduler.LastEpoch, scheduler.LastLr[0]), (next.LastEpoch, next.LastLr[0]));
    }

    [Fact]
    public void What_has_no_place_in_a_file_is_named_and_the_old_file_stays()
    {
        Torch.Save(Torch.Ones(2), At());
        string Message(object? value) => Assert.ThrowsAny<ArgumentException>(() => Torch.Save(value, At())).Message;
        Assert.StartsWith("[save] [\"a\"][1] is a System.Version, which has no place",
            Message(new Dictionary<string, object?> { ["a"] = new object?[] { 1, new Version(1, 0) } }));
        Assert.StartsWith("[save] the value is a NativeTorch.NN.Linear, which a file cannot hold: save its StateDict()",
            Message(new Linear(2, 2)));
        Assert.Contains("save its StateDict()", Message(new SGD([Torch.Ones([1], requiresGrad: true)], lr: 1)));
        Assert.Contains("save its State", Message(new Generator()));
        Assert.Contains("no place", Message(DayOfWeek.Friday));
        Assert.Contains("no place", Message(new int[2, 2]));
        Assert.Contains("is there twice", Message(new[] { KeyValuePair.Create("a", Torch.Ones(1)),
            KeyValuePair.Create("a", Torch.Ones(1)) }));
        Assert.Contains("no key", Message(new Dictionary<int[], int> { [[1]] = 1 }));
        Assert.Contains("Unicode", Message("\ud800"));
        object? deep = null;
        for (int i = 0; i < 2000; i++)
            deep = new List<object?> { deep };
        Assert.Contains("too deep", Message(deep));
        Tensor gone = Torch.Ones(3);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Torch.Save(gone, At()));
        Assert.Equal([1f, 1f], Torch.Load(At()).Get<Tensor>().ToArray<float>());
        Assert.Equal([At()], Directory.GetFiles(folder));
    }

    [Fact]
    public void Tensors_go_where_they_are_mapped_to()
    {
        Torch.Save(new[] { Torch.Ones(2), Torch.Zeros(3) }, At());
        var locations = new List<string>();
        CheckpointValue loaded = Torch.Load(At(), location =>
        {
            locations.Add(location);
            return null;
        });
        Assert.Equal(["cpu", "cpu"], locations);
        Assert.Equal(Device.Cpu, loaded[0].Get<Tensor>().Device);
        if (Cuda.IsAvailable)
            Assert.Equal(Device.Cuda(), Torch.Load(At(), Device.Cuda())[1].Get<Tensor>().Device);
        else
            Assert.Contains("mapLocation: Device.Cpu", Assert.Throws<DeviceMismatchException>(() =>
                Torch.Load(At(), Device.Cuda())).Message);
    }
}
