using NativeTorch.IO;

namespace NativeTorch.Tests.IO;

/// <summary>Several files under an index are one checkpoint: read whole or by name, written as a whole or not at all.</summary>
public sealed class SafetensorsShardsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("shards").FullName;

    string Index => At("model.safetensors.index.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    string[] Files() => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!).Order()];

    static OrderedDictionary<string, Tensor> Four(double plus = 0) => new()
    {
        ["b"] = Torch.Arange(4).To(Dtype.Float32) + plus, ["a"] = Torch.Arange(3) + (int)plus,
        ["large"] = Torch.Ones(100) + plus, ["c"] = Torch.Zeros(2) + plus,
    };

    static void Expect(OrderedDictionary<string, Tensor> expected, OrderedDictionary<string, Tensor> loaded)
    {
        Assert.Equal(expected.Keys, loaded.Keys);
        Assert.All(expected, pair => Assert.True(Torch.Equal(pair.Value, loaded[pair.Key]), pair.Key));
    }

    [Fact]
    public void Tensors_are_divided_in_their_order_and_come_back()
    {
        Safetensors.SaveSharded(Index, Four(), maxShardSize: 40, new Dictionary<string, string> { ["format"] = "pt" });
        Assert.Equal(["model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors", "model-00003-of-00003.safetensors",
            "model.safetensors.index.json"], Files());
        Expect(Four(), Safetensors.Load(Index));
        Expect(Four(), Safetensors.Load(Index, mapped: true));
        Assert.Equal(["b", "a"], Safetensors.Load(At("model-00001-of-00003.safetensors")).Keys);
        Assert.Equal(["large"], Safetensors.Load(At("model-00002-of-00003.safetensors")).Keys);
        Assert.Equal("pt", Safetensors.LoadMetadata(At("model-00003-of-00003.safetensors"))["format"]);
        using var file = SafetensorsFile.Open(Index);
        Assert.Equal("448", file.Metadata["total_size"]);
    }

    [Fact]
    public void The_index_is_as_hugging_face_writes_it()
    {
        Safetensors.SaveSharded(Index, Four(), maxShardSize: 1000);
        Assert.Equal("""
            {
              "metadata": {
                "total_size": 448
              },
              "weight_map": {
                "b": "model-00001-of-00001.safetensors",
                "a": "model-00001-of-00001.safetensors",
                "large": "model-00001-of-00001.safetensors",
                "c": "model-00001-of-00001.safetensors"
              }
            }
            """.ReplaceLineEndings("\n"), File.ReadAllText(Index));
    }

    [Fact]
    public void Files_are_opened_when_they_are_needed()
    {
        Safetensors.SaveSharded(Index, Four(), maxShardSize: 40);
        File.Delete(At("model-00002-of-00003.safetensors"));
        using var file = SafetensorsFile.Open(Index);
        Assert.Equal(["b", "a", "large", "c"], file.Keys);
        Assert.Equal([0, 1, 2], file["a"].ToArray<long>());
        Assert.Equal([0f, 0f], file["c"].ToArray<float>());
        var e = Assert.Throws<CheckpointFormatException>(() => file["large"]);
        Assert.Equal(Index, e.FilePath);
        Assert.Contains("model-00002-of-00003.safetensors", e.Message);
        e = Assert.Throws<CheckpointFormatException>(() => Safetensors.Load(Index));
        Assert.Contains("model-00002-of-00003.safetensors", e.Message);
    }

    [Fact]
    public void A_new_checkpoint_takes_the_place_of_the_old_one()
    {
        Safetensors.SaveSharded(Index, Four(), maxShardSize: 40);
        string[] first = Files();
        Tensor old = SafetensorsFile.Open(Index)["large"];
        Safetensors.SaveSharded(Index, Four(plus: 1), maxShardSize: 40);
        Expect(Four(plus: 1), Safetensors.Load(Index));
        Assert.Equal(4, Files().Length);
        Assert.Equal(["model.safetensors.index.json"], first.Intersect(Files())); // names of their own, as the old ones were in use
        Safetensors.SaveSharded(Index, Four(plus: 2), maxShardSize: 1000);
        Expect(Four(plus: 2), Safetensors.Load(Index));
        Assert.Equal(["model-00001-of-00001.safetensors", "model.safetensors.index.json"], Files());
        Assert.Equal(100, old.Sum().Item<double>());
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_old_checkpoint_and_nothing_else()
    {
        Safetensors.SaveSharded(Index, Four(), maxShardSize: 40);
        string[] files = Files();
        OrderedDictionary<string, Tensor> broken = Four(plus: 1);
        broken["c"].Dispose();
        Assert.Throws<ObjectDisposedException>(() => Safetensors.SaveSharded(Index, broken, maxShardSize: 40));
        Assert.Throws<ArgumentException>(() => Safetensors.SaveSharded(Index, [.. Four(), .. Four()], maxShardSize: 40));
        Assert.Throws<ArgumentException>(() => Safetensors.SaveSharded(At("x.json"), Four()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Safetensors.SaveSharded(Index, Four(), maxShardSize: 0));
        Assert.Equal(files, Files());
        Expect(Four(), Safetensors.Load(Index));
    }

    [Fact]
    public void An_index_that_cannot_be_written_leaves_no_files_behind()
    {
        Directory.CreateDirectory(Index);
        Assert.ThrowsAny<Exception>(() => Safetensors.SaveSharded(Index, Four(), maxShardSize: 40));
        Assert.Empty(Files());
    }

    [Fact]
    public void Files_of_others_are_never_deleted()
    {
        Safetensors.Save(At("mine.safetensors"), Four());
        File.WriteAllText(Index, """{"weight_map":{"a":"mine.safetensors"}}""");
        Safetensors.SaveSharded(Index, Four(plus: 1));
        Assert.Equal(["mine.safetensors", "model-00001-of-00001.safetensors", "model.safetensors.index.json"], Files());
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"weight_map":{"a":"../a.safetensors"}}""", "../a.safetensors" },
        { """{"weight_map":{"a":"/etc/passwd"}}""", "/etc/passwd" },
        { """{"weight_map":{"a":"b/../../a.safetensors"}}""", "no file beside the index" },
        { """{"weight_map":{"a":"..\\a.safetensors"}}""", "no file beside the index" },
        { """{"weight_map":{"a":"C:\\a.safetensors"}}""", "no file beside the index" },
        { """{"weight_map":{"a":""}}""", "no file beside the index" },
        { """{"weight_map":{"a":"model.safetensors.index.json"}}""", "no file beside the index" },
        { """{"weight_map":{"a":"one.safetensors","a":"one.safetensors"}}""", "twice" },
        { """{"weight_map":{"a":"one.safetensors","z":"one.safetensors"}}""", "\"z\" is said to be in \"one.safetensors\"" },
        { """{"weight_map":{"a":"none.safetensors"}}""", "none.safetensors" },
        { """{"weight_map":{"a":"none/one.safetensors"}}""", "none/one.safetensors" },
        { """{"weight_map":{"a":3}}""", "no index" },
        { """{"weight_map":["a"]}""", "no index" },
        { """{"metadata":3,"weight_map":{"a":"one.safetensors"}}""", "no index" },
        { """{"metadata":{}}""", "no index" },
        { """[]""", "no index" },
        { """{"weight_map":""", "no index" },
        { "", "no index" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_index_that_lies_is_refused(string text, string problem)
    {
        Safetensors.Save(At("one.safetensors"), new Dictionary<string, Tensor> { ["a"] = Torch.Ones(2) });
        File.WriteAllText(Index, text);
        foreach (Action read in new Action[] { () => Safetensors.Load(Index), () => Safetensors.Load(Index, mapped: true) })
        {
            var e = Assert.Throws<CheckpointFormatException>(read);
            Assert.Equal(Index, e.FilePath);
            Assert.Contains(problem, e.Message);
        }
    }

    [Fact]
    public void A_file_that_is_wrong_is_refused_by_its_own_name()
    {
        File.WriteAllText(At("one.safetensors"), "nothing");
        File.WriteAllText(Index, """{"weight_map":{"a":"one.safetensors"}}""");
        Assert.Equal(At("one.safetensors"), Assert.Throws<CheckpointFormatException>(() => Safetensors.Load(Index)).FilePath);
        Assert.Equal(At("one.safetensors"), Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(Index)["a"]).FilePath);
    }
}
