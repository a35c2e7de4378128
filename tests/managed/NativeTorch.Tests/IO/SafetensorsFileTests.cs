using System.Text;
using NativeTorch.IO;

namespace NativeTorch.Tests.IO;

/// <summary>Tensors over a file's own memory: nothing is read before it is needed, and nothing is ever written.</summary>
public sealed class SafetensorsFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("safetensors").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "x.safetensors") => Path.Combine(folder, name);

    void Save(params (string Name, Tensor Tensor)[] tensors) =>
        Safetensors.Save(At(), tensors.Select(pair => KeyValuePair.Create(pair.Name, pair.Tensor)),
            new Dictionary<string, string> { ["epoch"] = "3" });

    void Write(string header, params byte[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(At(), [.. BitConverter.GetBytes((long)text.Length), .. text, .. numbers]);
    }

    [Theory]
    [MemberData(nameof(SafetensorsTests.Dtypes), MemberType = typeof(SafetensorsTests))]
    public void Every_dtype_and_shape_is_there(Dtype dtype)
    {
        Tensor numbers = Torch.Arange(24).Reshape(2, 3, 4).To(dtype);
        var saved = new (string Name, Tensor Tensor)[]
        {
            ("grün", numbers), ("odd", numbers.Reshape(24)[..5]), ("view", numbers.Permute(2, 0, 1)), ("scalar", numbers[1, 2, 3]),
            ("empty", Torch.Zeros([0, 3], dtype)),
        };
        Save(saved);
        using var file = SafetensorsFile.Open(At());
        Assert.Equal(saved.Select(pair => pair.Name).Order(), file.Keys.Order());
        Assert.Equal("3", file.Metadata["epoch"]);
        Assert.Equal(At(), file.FilePath);
        foreach ((string name, Tensor tensor) in saved)
        {
            Assert.True(file.ContainsKey(name));
            Assert.Equal((tensor.Dtype, tensor.Shape), (file[name].Dtype, file[name].Shape));
            Assert.True(Torch.Equal(tensor, file[name]), name);
        }
        foreach ((string name, Tensor tensor) in Safetensors.Load(At(), mapped: true))
            Assert.True(Torch.Equal(saved.First(pair => pair.Name == name).Tensor, tensor), name);
    }

    [Fact]
    public void Two_looks_at_a_tensor_are_one_memory_and_the_file_stays_as_it_is()
    {
        Save(("x", Torch.Arange(6).To(Dtype.Float32)));
        byte[] before = File.ReadAllBytes(At());
        using var file = SafetensorsFile.Open(At());
        Tensor x = file["x"];
        x.Mul_(2);
        x[0] = 7;
        Assert.Equal([7, 2, 4, 6, 8, 10], x.ToArray<float>());
        Assert.Equal([7, 2, 4, 6, 8, 10], file["x"].ToArray<float>()); // the same pages
        Assert.Equal(before, File.ReadAllBytes(At()));
        Assert.Equal([0, 1, 2, 3, 4, 5], SafetensorsFile.Open(At())["x"].ToArray<float>());
    }

    [Fact]
    public void Tensors_and_views_outlive_the_file()
    {
        Save(("x", Torch.Arange(100_000)), ("y", Torch.Ones(3)));
        Tensor view;
        using (var file = SafetensorsFile.Open(At()))
            using (Tensor x = file["x"])
                view = x[70_000..70_002];
        File.Delete(At());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal([70_000, 70_001], view.ToArray<long>());
    }

    [Fact]
    public void A_disposed_file_and_an_unknown_name_are_exceptions()
    {
        Save(("x", Torch.Ones(2)));
        var file = SafetensorsFile.Open(At());
        Assert.Contains("\"z\"", Assert.Throws<KeyNotFoundException>(() => file["z"]).Message);
        Assert.False(file.ContainsKey("z"));
        Tensor x = file["x"];
        file.Dispose();
        file.Dispose();
        Assert.True(file.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => file["x"]);
        Assert.Equal([1f, 1f], x.ToArray<float>());
    }

    [Fact]
    public void A_new_file_in_the_old_ones_place_leaves_mapped_tensors_alone()
    {
        Save(("x", Torch.Ones(100_000)));
        Tensor x = SafetensorsFile.Open(At())["x"];
        Save(("x", Torch.Zeros(2)));
        Assert.Equal(100_000, x.Sum().Item<double>());
        Assert.Equal([0f, 0f], Safetensors.Load(At())["x"].ToArray<float>());
    }

    [Fact]
    public void Odd_places_and_bytes_of_bools_are_read_right()
    {
        Write("""{"b":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]},"x":{"dtype":"F32","shape":[2],"data_offsets":[3,11]}} """,
            0, 2, 255, 0, 0, 128, 63, 0, 0, 0, 64);
        using var file = SafetensorsFile.Open(At());
        foreach (Func<string, Tensor> get in new Func<string, Tensor>[] { name => file[name], name => Safetensors.Load(At())[name] })
        {
            Assert.Equal([1f, 2f], get("x").ToArray<float>());
            Assert.Equal(2, get("b").Sum().Item<int>());
            Assert.Equal([false, true, true], get("b").ToArray<bool>());
        }
    }

    [Theory]
    [InlineData("F8_E4M3", 1)]
    [InlineData("F8_E5M2", 1)]
    [InlineData("U16", 2)]
    [InlineData("U32", 4)]
    [InlineData("U64", 8)]
    [InlineData("C64", 8)]
    public void A_dtype_that_no_tensor_has_is_refused_when_it_is_asked_for(string dtype, int size)
    {
        int end = 8 + 3 * size;
        Write("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"""
            + $$""" "y":{"dtype":"{{dtype}}","shape":[3],"data_offsets":[8,{{end}}]} }""",
            new byte[end]);
        using var file = SafetensorsFile.Open(At());
        Assert.Equal(["x", "y"], file.Keys);
        Assert.Equal(2, file["x"].Numel);
        Assert.Contains($"\"y\" has the dtype {dtype}", Assert.Throws<CheckpointFormatException>(() => file["y"]).Message);
        Assert.Throws<CheckpointFormatException>(() => Safetensors.Load(At()));
        Assert.Throws<CheckpointFormatException>(() => Safetensors.Load(At(), mapped: true));
    }

    [Fact]
    public void Dtypes_of_bits_fill_whole_bytes()
    {
        Write("""{"x":{"dtype":"F4","shape":[3,2],"data_offsets":[0,3]}}""", 0, 0, 0);
        Assert.Equal(["x"], SafetensorsFile.Open(At()).Keys);
        Write("""{"x":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 0, 0);
        Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(At()));
        Write("""{"x":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", new byte[8]);
        Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(At()));
    }

    [Fact]
    public void A_file_that_is_wrong_is_refused_when_it_is_opened()
    {
        Save(("x", Torch.Ones(20)));
        byte[] whole = File.ReadAllBytes(At());
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At(), whole[..length]);
            Assert.Equal(At(), Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(At())).FilePath);
        }
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(At("none")));
    }

    [Fact]
    public void Many_parts_are_read_at_once()
    {
        Tensor large = Torch.Arange(6_000_000), small = Torch.Arange(3).To(Dtype.Float32);
        Save(("small", small), ("large", large), ("flags", (large[..1000] % 2).Eq(0)));
        OrderedDictionary<string, Tensor> loaded = Safetensors.Load(At());
        Assert.True(Torch.Equal(large, loaded["large"]));
        Assert.Equal(500, loaded["flags"].Sum().Item<int>());
        Assert.True(Torch.Equal(large, SafetensorsFile.Open(At())["large"]));
    }

    [SkippableFact]
    public void The_golden_files_are_as_they_are_read()
    {
        foreach (string name in new[] { "dtypes_and_views.safetensors", "tutorial_net.safetensors" })
        {
            string path = Shared.Find("golden", "checkpoints", name);
            OrderedDictionary<string, Tensor> mapped = Safetensors.Load(path, mapped: true), read = Safetensors.Load(path);
            Assert.NotEmpty(read);
            Assert.Equal(read.Keys, mapped.Keys);
            Assert.All(read, pair => Assert.True(Torch.Equal(pair.Value, mapped[pair.Key]), pair.Key));
        }
    }
}
