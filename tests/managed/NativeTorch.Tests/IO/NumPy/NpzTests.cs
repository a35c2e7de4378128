using NativeTorch.IO;
using NativeTorch.IO.Zip;
using NativeTorch.Tests.IO.Zip;

namespace NativeTorch.Tests.IO.NumPy;

/// <summary>Archives of arrays, here and in NumPy; those that lie are refused by file and entry.</summary>
public sealed class NpzTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("npz").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "x.npz") => Path.Combine(folder, name);

    static OrderedDictionary<string, Tensor> All()
    {
        var all = new OrderedDictionary<string, Tensor>();
        foreach (Dtype dtype in Enum.GetValues<Dtype>().Where(dtype => dtype != Dtype.BFloat16))
            foreach ((int i, Tensor tensor) in NpyTests.Forms(dtype).Index())
                all.Add($"{dtype.TorchName}-{i}", tensor);
        all.Add("grün/☃:0", Torch.Ones(2));
        return all;
    }

    static void Expect(OrderedDictionary<string, Tensor> expected, OrderedDictionary<string, Tensor> loaded)
    {
        Assert.Equal(expected.Keys, loaded.Keys);
        foreach ((string name, Tensor tensor) in expected)
        {
            Assert.Equal((tensor.Dtype, tensor.Shape), (loaded[name].Dtype, loaded[name].Shape));
            Assert.True(Torch.Equal(tensor, loaded[name]), name);
        }
    }

    [Fact]
    public void What_is_saved_comes_back_in_its_order()
    {
        Npz.Save(At(), All());
        Expect(All(), Npz.Load(At()));
        Npz.SaveCompressed(At("y.npz"), All());
        Expect(All(), Npz.Load(At("y.npz")));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        Npz.Save(At(), []);
        Assert.Empty(Npz.Load(At()));
    }

    [Fact]
    public void Compressed_is_smaller()
    {
        Npz.SaveCompressed(At(), new Dictionary<string, Tensor> { ["x"] = Torch.Zeros(100_000) });
        Assert.InRange(new FileInfo(At()).Length, 1, 4000);
        Assert.Equal(100_000, Npz.Load(At())["x"].Numel);
    }

    [SkippableFact]
    public void The_golden_file_is_read()
    {
        OrderedDictionary<string, Tensor> arrays = Npz.Load(Shared.Find("golden", "checkpoints", "arrays.npz"));
        Expect(new()
        {
            ["a"] = Torch.Arange(12).To(Dtype.Float32).Reshape(3, 4), ["b"] = Torch.Arange(6).Reshape(2, 3),
            ["c"] = Torch.Tensor([true, false]),
        }, arrays);
    }

    [SkippableFact]
    public void Numpy_reads_what_is_saved_here_and_the_other_way()
    {
        Npz.Save(At("stored.npz"), All());
        Npz.SaveCompressed(At("deflated.npz"), All());
        TorchPython.Run("numpy", """
            import sys, numpy as np
            want = {}
            for name in "bool uint8 int8 int16 int32 int64 float16 float32 float64".split():
                a = np.arange(24).reshape(2, 3, 4).astype(name)
                for i, x in enumerate([a, a.transpose(2, 0, 1), a[1], a[1, 2, 3], np.zeros((0, 3), name), a.reshape(24)[:5]]):
                    want[f"{name}-{i}"] = x
            want["grün/☃:0"] = np.ones(2, "float32")
            for file in "stored.npz", "deflated.npz":
                got = np.load(f"{sys.argv[1]}/{file}", allow_pickle=False)
                assert got.zip.testzip() is None and got.files == list(want), got.files
                for k, x in want.items():
                    assert got[k].dtype == x.dtype and got[k].shape == x.shape and (got[k] == x).all(), k
            np.savez(f"{sys.argv[1]}/numpy.npz", **want)
            np.savez_compressed(f"{sys.argv[1]}/numpy-compressed.npz", **want)
            np.savez(f"{sys.argv[1]}/unnamed.npz", np.ones(2), np.zeros(3))
            """, folder);
        Expect(All(), Npz.Load(At("numpy.npz")));
        Expect(All(), Npz.Load(At("numpy-compressed.npz")));
        Assert.Equal(["arr_0", "arr_1"], Npz.Load(At("unnamed.npz")).Keys);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("")]
    [InlineData("a\\b")]
    public void Names_that_no_archive_should_have_are_refused(string name)
    {
        Npz.Save(At(), new Dictionary<string, Tensor> { ["a"] = Torch.Ones(1) });
        Assert.Throws<ArgumentException>(() => Npz.Save(At(), new Dictionary<string, Tensor> { [name] = Torch.Ones(2) }));
        KeyValuePair<string, Tensor> b = KeyValuePair.Create("b", Torch.Ones(1));
        Assert.Throws<ArgumentException>(() => Npz.Save(At(), [b, b]));
        Assert.Throws<DtypeMismatchException>(() => Npz.Save(At(), [KeyValuePair.Create("b", Torch.Ones([1], Dtype.BFloat16))]));
        Assert.Equal(["a"], Npz.Load(At()).Keys);
    }

    [Fact]
    public void Archives_of_other_things_are_refused()
    {
        Npy.Save(At("x.npy"), Torch.Ones(3));
        byte[] array = File.ReadAllBytes(At("x.npy"));
        foreach ((RawZip.Entry[] entries, string problem) in new (RawZip.Entry[], string)[]
        {
            ([new("a.npy", array), new("../b.npy", array)], "leads out"),
            ([new("a.npy", array), new("a.npy", array)], "twice"),
            ([new("a.npy", array), new("readme.txt", array)], "is no array"),
            ([new("a.npy", array) { Crc = 7 }], "checksum"),
            ([new("a.npy", array[..^1])], "\"a.npy\" is wrong"),
            ([new("a.npy", [.. array, 0])], "\"a.npy\" is wrong"),
            ([new("a.npy", [])], "truncated"),
            ([new("a.npy", array) { Method = ZipEntry.Deflated, Size = array.Length + 4 }], "a.npy"),
        })
        {
            File.WriteAllBytes(At(), RawZip.Write(entries));
            var e = Assert.Throws<CheckpointFormatException>(() => Npz.Load(At()));
            Assert.Equal(At(), e.FilePath);
            Assert.Contains(problem, e.Message);
        }
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        byte[] noise = new byte[1 << 16];
        new Random(1).NextBytes(noise);
        RawZip.Entry Claims(int i) => new($"{i}.npy", noise) { Method = ZipEntry.Deflated, Size = 60 << 20 };
        File.WriteAllBytes(At(), RawZip.Write([.. Enumerable.Range(0, 20).Select(Claims)]));
        var e = Assert.Throws<CheckpointFormatException>(() => Npz.Load(At()));
        Assert.Contains("at most 1073741824 are taken", e.Message);
        Assert.Contains("at most 100 are taken", Assert.Throws<CheckpointFormatException>(() => Npz.Load(At(), maxBytes: 100)).Message);
    }
}
