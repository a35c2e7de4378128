using System.Text;
using NativeTorch.IO;
using NativeTorch.NN;

namespace NativeTorch.Tests.IO;

/// <summary>What is saved comes back; a file that lies is refused by name.</summary>
public sealed class SafetensorsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("safetensors").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "x.safetensors") => Path.Combine(folder, name);

    public static TheoryData<Dtype> Dtypes => [.. Enum.GetValues<Dtype>()];

    [Theory]
    [MemberData(nameof(Dtypes))]
    public void Every_dtype_and_shape_comes_back(Dtype dtype)
    {
        Tensor numbers = Torch.Arange(24).Reshape(2, 3, 4).To(dtype);
        var saved = new OrderedDictionary<string, Tensor>
        {
            ["grün ☃ \"x\""] = numbers, ["view"] = numbers.Permute(2, 0, 1), ["slice"] = numbers[1], ["scalar"] = numbers[1, 2, 3],
            ["empty"] = Torch.Zeros([0, 3], dtype), ["odd"] = numbers.Reshape(24)[..5],
        };
        Safetensors.Save(At(), saved, new Dictionary<string, string> { ["epoch"] = "3" });
        OrderedDictionary<string, Tensor> loaded = Safetensors.Load(At());
        Assert.Equal(saved.Keys.Order(), loaded.Keys.Order());
        foreach ((string name, Tensor tensor) in saved)
        {
            Assert.Equal(tensor.Dtype, loaded[name].Dtype);
            Assert.Equal(tensor.Shape, loaded[name].Shape);
            Assert.True(Torch.Equal(tensor, loaded[name]), name);
        }
        Assert.Equal("3", Safetensors.LoadMetadata(At())["epoch"]);
        Assert.Equal([At()], Directory.GetFiles(folder)); // nothing unfinished is left
    }

    [Fact]
    public void A_model_goes_on_with_its_parameters()
    {
        var net = new Sequential(new Linear(3, 4), new BatchNorm1d(4));
        net.Forward(Torch.Randn(5, 3));
        Safetensors.Save(At(), net.StateDict());
        var other = new Sequential(new Linear(3, 4), new BatchNorm1d(4));
        Assert.True(other.LoadStateDict(Safetensors.Load(At())).IsComplete);
        Tensor x = Torch.Randn(5, 3);
        Assert.True(Torch.Equal(net.Eval().Forward(x), other.Eval().Forward(x)));
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_old_file()
    {
        Safetensors.Save(At(), new Dictionary<string, Tensor> { ["a"] = Torch.Ones(2) });
        Tensor gone = Torch.Ones(3);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Safetensors.Save(At(), new Dictionary<string, Tensor> { ["a"] = Torch.Zeros(2), ["b"] = gone }));
        Assert.Throws<ArgumentException>(() => Safetensors.Save(At(), [KeyValuePair.Create("a", Torch.Ones(1)), KeyValuePair.Create("a", Torch.Ones(1))]));
        Assert.Throws<ArgumentException>(() => Safetensors.Save(At(), [KeyValuePair.Create("__metadata__", Torch.Ones(1))]));
        Assert.Equal([1f, 1f], Safetensors.Load(At())["a"].ToArray<float>());
        Assert.Single(Directory.GetFiles(folder));
    }

    public static TheoryData<string, int> Wrong => new()
    {
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7 }, // truncated
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9 }, // too long
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12 }, // a hole
        { """{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[4,12]}}""", 12 }, // overlap
        { """{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", 8 },
        { """{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", 8 },
        { """{"a":{"dtype":"F32","shape":[2]}}""", 8 },
        { """{"a":3}""", 8 },
        { """[1,2]""", 8 },
        { """{"a":""", 8 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_header_that_lies_is_refused(string header, int bytes)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(At(), [.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[bytes]]);
        Assert.Equal(At(), Assert.Throws<CheckpointFormatException>(() => Safetensors.Load(At())).FilePath);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        foreach (byte[] bytes in new byte[][] { [], [1, 2, 3], BitConverter.GetBytes(long.MaxValue), BitConverter.GetBytes(-1L), new byte[100] })
        {
            File.WriteAllBytes(At(), bytes);
            Assert.Throws<CheckpointFormatException>(() => Safetensors.Load(At()));
        }
        Assert.Throws<FileNotFoundException>(() => Safetensors.Load(At("none")));
    }

    /// <summary>A file that Python's safetensors wrote.</summary>
    [SkippableFact]
    public void Pythons_files_are_read()
    {
        OrderedDictionary<string, Tensor> tensors = Safetensors.Load(Shared.Find("golden", "modules.safetensors"));
        Assert.True(tensors.Count > 9000);
        Assert.Contains(tensors.Values, t => t.Dtype == Dtype.Float64);
    }
}
