using System.Text;
using NativeTorch.IO;
using NativeTorch.IO.Zip;
using NativeTorch.Tests.IO.Zip;

namespace NativeTorch.Tests.IO.TorchFiles;

/// <summary>Files that lie about their tensors, are too large, or want to run something.</summary>
public sealed class HostileCheckpointTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("hostile").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Path => System.IO.Path.Combine(folder, "x.pt");

    /// <summary>A tensor in letters: protocol 0.</summary>
    static string Pickle(string type = "FloatStorage", string key = "0", string location = "cpu", long count = 4, long offset = 0,
        string size = "I4\n", string stride = "I1\n", string requiresGrad = "I00\n", string id = "storage",
        string hooks = "ccollections\nOrderedDict\n(tR") =>
        $"ctorch._utils\n_rebuild_tensor_v2\n((S'{id}'\nctorch\n{type}\nS'{key}'\nS'{location}'\nI{count}\ntQ"
        + $"I{offset}\n({size}t({stride}t{requiresGrad}{hooks}tR.";

    Exception Refused(string pickle, params RawZip.Entry[] others)
    {
        RawZip.Entry[] storages = others.Length > 0 ? others : [new("x/data/0", new byte[16])];
        File.WriteAllBytes(Path, RawZip.Write([new("x/data.pkl", Encoding.Latin1.GetBytes(pickle)), .. storages,
            new("x/version", "3\n"u8.ToArray())]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception e = Assert.ThrowsAny<Exception>(() => Torch.Load(Path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
        return e;
    }

    CheckpointFormatException RefusedFormat(string pickle, params RawZip.Entry[] others)
    {
        var e = Assert.IsAssignableFrom<CheckpointFormatException>(Refused(pickle, others));
        Assert.Equal(Path, e.FilePath);
        return e;
    }

    [Fact]
    public void The_pickle_that_the_others_are_made_of_is_read()
    {
        File.WriteAllBytes(Path, RawZip.Write(new("x/data.pkl", Encoding.Latin1.GetBytes(Pickle())),
            new("x/data/0", [.. BitConverter.GetBytes(1f), .. new byte[12]])));
        Assert.Equal([1f, 0, 0, 0], Torch.Load(Path).Get<Tensor>().ToArray<float>());
    }

    [Theory]
    [InlineData("cposix\nsystem\n(S'touch executed'\ntR.", "posix.system")]
    [InlineData("cbuiltins\neval\n(S'1'\ntR.", "builtins.eval")]
    [InlineData("ctorch\nload\n(S'other.pt'\ntR.", "torch.load")]
    [InlineData("ctorch.hub\nload\n(S'x/y'\ntR.", "torch.hub.load")]
    [InlineData("ctorch._utils\n_import_dotted_name\n(S'os.system'\ntR.", "torch._utils._import_dotted_name")]
    [InlineData("ctorch.storage\n_load_from_bytes\n(S'x'\ntR.", "torch.storage._load_from_bytes")]
    public void Code_is_refused_by_name_in_both_forms(string pickle, string global)
    {
        Assert.Equal(global, Assert.IsType<UnsafePickleException>(Refused(pickle)).Global);
        File.WriteAllBytes(Path, Legacy(Encoding.Latin1.GetBytes(pickle)));
        Assert.Equal(global, Assert.Throws<UnsafePickleException>(() => Torch.Load(Path)).Global);
        Assert.Equal([Path], Directory.GetFiles(folder));
    }

    static byte[] Legacy(byte[] pickle, string keys = "(lS'0'\na.", byte[]? storage = null) =>
        [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, .. "."u8, .. "I1001\n."u8, .. "(d."u8, .. pickle,
            .. Encoding.Latin1.GetBytes(keys), .. storage ?? [.. BitConverter.GetBytes(4L), .. new byte[16]]];

    [Fact]
    public void Tensors_that_go_beyond_their_storage_are_refused()
    {
        Assert.Contains("goes beyond", RefusedFormat(Pickle(offset: 1)).Message);
        Assert.Contains("goes beyond", RefusedFormat(Pickle(offset: -1)).Message);
        Assert.Contains("goes beyond", RefusedFormat(Pickle(size: "I5\n")).Message);
        Assert.Contains("goes beyond", RefusedFormat(Pickle(stride: "I2\n")).Message);
        Assert.Contains("goes beyond", RefusedFormat(Pickle(stride: $"I{long.MaxValue}\n")).Message);
        Assert.Contains("goes beyond", RefusedFormat(Pickle(size: "I0\n", offset: 5)).Message);
        Assert.Contains("negative stride", RefusedFormat(Pickle(stride: "I-1\n", offset: 3)).Message);
        Assert.Contains("is none", RefusedFormat(Pickle(size: "I-1\n")).Message);
        Assert.Contains("is none", RefusedFormat(Pickle(size: "I2\nI2\n")).Message);
        Assert.Contains("is none", RefusedFormat(Pickle(size: $"I{long.MaxValue}\nI4\n", stride: "I0\nI0\n")).Message);
        Assert.Contains("is none", RefusedFormat(Pickle(size: string.Concat(Enumerable.Repeat("I1\n", 100)),
            stride: string.Concat(Enumerable.Repeat("I1\n", 100)))).Message);
        Assert.Contains("integers should be", RefusedFormat(Pickle(size: "S'x'\n")).Message);
    }

    [Fact]
    public void Storages_that_are_not_as_the_pickle_says_are_refused_before_anything_is_allocated()
    {
        Assert.Contains("16 bytes, and the pickle tells of 1099511627776 elements", RefusedFormat(Pickle(count: 1L << 40)).Message);
        Assert.Contains("16 bytes", RefusedFormat(Pickle(count: -1)).Message);
        Assert.Contains("16 bytes", RefusedFormat(Pickle(type: "DoubleStorage")).Message);
        Assert.Contains("no storage \"7\"", RefusedFormat(Pickle(key: "7")).Message);
        Assert.Contains("no storage \"../0\"", RefusedFormat(Pickle(key: "../0")).Message);
        Assert.Contains("no storage", RefusedFormat(Pickle(id: "module")).Message);
        Assert.Contains("gradient", RefusedFormat(Pickle(type: "IntStorage", requiresGrad: "I01\n")).Message);
        Assert.Contains("hooks", RefusedFormat(Pickle(hooks: "(dI1\nI2\ns")).Message);
        Assert.Contains("cuda:7", Assert.IsType<DeviceMismatchException>(Refused(Pickle(location: "cuda:7"))).Message);
        Assert.Contains("mapLocation", Assert.IsType<DeviceMismatchException>(Refused(Pickle(location: "mps"))).Message);
    }

    [Fact]
    public void Archives_that_lie_are_refused()
    {
        Assert.Contains("checksum", RefusedFormat(Pickle(), new RawZip.Entry("x/data/0", new byte[16]) { Crc = 1 }).Message);
        Assert.Contains("twice", RefusedFormat(Pickle(), new("x/data/0", new byte[16]), new("x/data/0", new byte[16])).Message);
        Assert.Contains("leads out", RefusedFormat(Pickle(), new("x/data/0", new byte[16]), new("../x/data/1", new byte[16])).Message);
        Assert.Contains("2 files data.pkl", RefusedFormat(Pickle(), new("x/data/0", new byte[16]),
            new("y/data.pkl", new byte[16])).Message);
        Assert.Contains("byteorder", RefusedFormat(Pickle(), new("x/data/0", new byte[16]),
            new("x/byteorder", "middle"u8.ToArray())).Message);
        Assert.Contains("TorchScript", RefusedFormat(Pickle(), new("x/data/0", new byte[16]), new("x/constants.pkl", [])).Message);
        File.WriteAllBytes(Path, RawZip.Write(new RawZip.Entry("x/other", [])));
        Assert.Contains("no file of torch.save", Assert.Throws<CheckpointFormatException>(() => Torch.Load(Path)).Message);
    }

    /// <summary>64 MiB of zeros in 64 KiB, thirty times: more than any checkpoint unpacks to.</summary>
    [Fact]
    public void A_zip_bomb_is_refused_unread()
    {
        byte[] zeros = new byte[64 << 20];
        RawZip.Entry[] bombs = [.. Enumerable.Range(0, 30).Select(i =>
            new RawZip.Entry($"x/data/{i}", zeros) { Method = ZipEntry.Deflated })];
        var e = RefusedFormat(Pickle(count: zeros.Length / 4, size: $"I{zeros.Length / 4}\n"), bombs);
        Assert.Contains("entries have", e.Message);
    }

    [Fact]
    public void Big_endian_files_are_read()
    {
        File.WriteAllBytes(Path, RawZip.Write(new("x/data.pkl", Encoding.Latin1.GetBytes(Pickle())), new("x/byteorder", "big"u8.ToArray()),
            new("x/data/0", [0x3f, 0x80, 0, 0, 0x40, 0, 0, 0, .. new byte[8]])));
        Assert.Equal([1f, 2, 0, 0], Torch.Load(Path).Get<Tensor>().ToArray<float>());
    }

    [Fact]
    public void Legacy_files_that_lie_are_refused()
    {
        CheckpointFormatException RefusedLegacy(byte[] file)
        {
            File.WriteAllBytes(Path, file);
            return Assert.Throws<CheckpointFormatException>(() => Torch.Load(Path));
        }
        string With(string view) => Pickle().Replace("I4\ntQ", $"I4\n{view}tQ");
        byte[] Bytes(string pickle) => Encoding.Latin1.GetBytes(pickle);
        File.WriteAllBytes(Path, Legacy(Bytes(With("N"))));
        Assert.Equal(new float[4], Torch.Load(Path).Get<Tensor>().ToArray<float>());
        File.WriteAllBytes(Path, Legacy(Bytes(With("(S'v'\nI1\nI3\nt").Replace("(I4\nt(", "(I2\nt(")),
            storage: [4, .. new byte[11], 0, 0, 0x80, 0x3f, .. new byte[8]]));
        Assert.Equal([1f, 0], Torch.Load(Path).Get<Tensor>().ToArray<float>());
        Assert.Contains("goes beyond", RefusedLegacy(Legacy(Bytes(With("(S'v'\nI1\nI4\nt")))).Message);
        Assert.Contains("goes beyond", RefusedLegacy(Legacy(Bytes(With("(S'v'\nI1\nI3\nt")))).Message);
        Assert.Contains("more than the file holds", RefusedLegacy(Legacy(Bytes(With("N").Replace("I4\nN", "I400\nN")))).Message);
        Assert.Contains("missing", RefusedLegacy(Legacy(Bytes(With("N")), keys: "(l.")).Message);
        Assert.Contains("which no tensor has", RefusedLegacy(Legacy(Bytes(With("N")), keys: "(lS'1'\na.")).Message);
        Assert.Contains("5 elements", RefusedLegacy(Legacy(Bytes(With("N")), storage: [5, .. new byte[27]])).Message);
        Assert.Contains("ends within", RefusedLegacy(Legacy(Bytes(With("N")), storage: [4, .. new byte[20]])).Message);
        Assert.Contains("magic number", RefusedLegacy([.. "I5\n."u8]).Message);
        Assert.Contains("magic number", RefusedLegacy([1, 2, 3]).Message);
        Assert.Contains("magic number", RefusedLegacy([]).Message);
        Assert.Contains("tar archive", RefusedLegacy([.. new byte[257], .. "ustar"u8, .. new byte[300]]).Message);
    }
}
