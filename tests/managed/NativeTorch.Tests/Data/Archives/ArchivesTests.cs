using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using NativeTorch.Data;
using NativeTorch.IO.Zip;
using NativeTorch.Tests.IO.Zip;

namespace NativeTorch.Tests.Data;

/// <summary>Archives that are right come out whole; those that are not are refused by name, and leave nothing anywhere.</summary>
public sealed class ArchivesTests : IDisposable
{
    static readonly byte[] content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i >> 4))];

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Target => folder["target"];

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Tar_archives_of_every_format_are_unpacked(TarEntryFormat format)
    {
        string longName = format is TarEntryFormat.Pax or TarEntryFormat.Gnu
            ? $"{new string('d', 120)}/grün{new string('n', 120)}" : "short/name";
        TarEntryType regular = format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile;
        using var file = new MemoryStream();
        using (var tar = new TarWriter(file, format, leaveOpen: true))
        {
            tar.WriteEntry(Entry(format, TarEntryType.Directory, "./set/", []));
            tar.WriteEntry(Entry(format, regular, "./set/a.bin", content));
            tar.WriteEntry(Entry(format, regular, longName, content[..512]));
            tar.WriteEntry(Entry(format, TarEntryType.Directory, "empty", []));
        }
        foreach (byte[] archive in new[] { file.ToArray(), RawTar.Gzip(file.ToArray()) })
        {
            using var target = new TempFolder();
            Archives.Unpack(folder.Write("archive", archive), target.Path);
            Assert.Equal(new[] { "set/a.bin", longName }.Order(StringComparer.Ordinal), target.Files);
            Assert.Equal(content, File.ReadAllBytes(target["set/a.bin"]));
            Assert.Equal(content[..512], File.ReadAllBytes(target[longName]));
            Assert.True(Directory.Exists(target["empty"]));
        }
    }

    static TarEntry Entry(TarEntryFormat format, TarEntryType type, string name, byte[] bytes)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(type, name),
            TarEntryFormat.Ustar => new UstarTarEntry(type, name),
            TarEntryFormat.Gnu => new GnuTarEntry(type, name),
            _ => new PaxTarEntry(type, name),
        };
        if (bytes.Length > 0)
            entry.DataStream = new MemoryStream(bytes);
        return entry;
    }

    [Fact]
    public void Zip_archives_are_unpacked()
    {
        string archive = folder["archive.zip"];
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            zip.CreateEntry("set/");
            using (Stream entry = zip.CreateEntry("set/a.bin", CompressionLevel.Optimal).Open())
                entry.Write(content);
            using (Stream entry = zip.CreateEntry("b.bin", CompressionLevel.NoCompression).Open())
                entry.Write(content);
        }
        Archives.Unpack(archive, Target);
        Assert.Equal(["archive.zip", "target/b.bin", "target/set/a.bin"], folder.Files);
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(Target, "set/a.bin")));
    }

    [Fact]
    public void A_gzipped_file_loses_its_ending()
    {
        Archives.Unpack(folder.Write("train-images.gz", RawTar.Gzip(content)), Target);
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(Target, "train-images")));
    }

    [Fact]
    public void Files_that_are_there_are_replaced_and_others_stay()
    {
        folder.Write("target/set/a", [1]);
        folder.Write("target/set/b", [2]);
        Archives.Unpack(folder.Write("x.tar", RawTar.Write(new("set/a", [7]), new("set/c/d", [8]), new("e", []))), Target);
        Assert.Equal(["target/e", "target/set/a", "target/set/b", "target/set/c/d", "x.tar"], folder.Files);
        Assert.Equal([7], File.ReadAllBytes(folder["target/set/a"]));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/../../evil")]
    [InlineData("a/..")]
    [InlineData("..\\evil")]
    [InlineData("C:evil")]
    [InlineData("a\nb")]
    [InlineData(".")]
    [InlineData("")]
    public void Names_that_lead_elsewhere_are_refused(string name)
    {
        Refused("x.tar", RawTar.Write(new("good", content), new(name, [1])), "");
        Refused("x.tar.gz", RawTar.Gzip(RawTar.Write(new("good", content), new(name, [1]))), "");
        Refused("x.zip", RawZip.Write(new("good", content), new(name, [1])), "");
    }

    [Theory]
    [InlineData('1', "a link")]
    [InlineData('2', "a link")]
    [InlineData('3', "a device")]
    [InlineData('4', "a device")]
    [InlineData('6', "a pipe")]
    [InlineData('S', "with holes")]
    [InlineData('Z', "0x5a")]
    public void Links_and_devices_are_refused(char kind, string expected)
    {
        Refused("x.tar", RawTar.Write(new("good", content), new("bad", []) { Kind = kind, Link = "/etc" }), $"\"bad\", ");
        Refused("x.tar", RawTar.Write(new("bad", []) { Kind = kind, Link = "/etc" }, new("bad/passwd", [1])), expected);
    }

    [Theory]
    [InlineData(0xA1FF)]
    [InlineData(0x21FF)]
    [InlineData(0x11FF)]
    public void Links_and_devices_in_a_zip_are_refused(int mode) =>
        Refused("x.zip", RawZip.Write(new("good", content), new("bad", "/etc"u8.ToArray()) { UnixMode = mode }), "\"bad\", a link");

    [Fact]
    public void Names_may_not_repeat()
    {
        Refused("x.tar", RawTar.Write(new("a", [1]), new("a", [2])), "\"a\" twice");
        Refused("x.tar", RawTar.Write(new("a", [1]), new("./a", [2])), "\"./a\" twice");
        Refused("x.tar", RawTar.Write(new("a", [1]), new("a/b", [2])), "which is a file too");
        Refused("x.tar", RawTar.Write(new("a/b", [1]), new("a", [2])), "\"a\" twice");
        Refused("x.zip", RawZip.Write(new("a", [1]), new("./a", [2])), "\"./a\" twice");
    }

    [Theory]
    [InlineData("77777777777", "at most")]
    [InlineData("00000000x12", "no number")]
    [InlineData("00000004000", "checksum")]
    [InlineData("00000000001", "checksum")]
    [InlineData("00000100000", "the file's end")]
    public void Sizes_that_lie_are_refused(string size, string expected) =>
        Refused("x.tar", RawTar.Write(new RawTar.Entry("bad", content) { Size = size }, new("next", [1])), expected);

    [Fact]
    public void Every_shorter_archive_is_refused()
    {
        byte[] tar = RawTar.Write(new("a", content[..700]), new("b", [1])), gzip = RawTar.Gzip(tar);
        byte[] zip = RawZip.Write(new("a", content[..700]) { Method = ZipEntry.Deflated }, new("b", [1]));
        for (int length = 1; length < tar.Length - 1024 + 512; length += 37)
            Refused("x.tar", tar[..length], "");
        for (int length = 2; length < gzip.Length; length++)
            Refused("x.tar.gz", gzip[..length], "");
        for (int length = 4; length < zip.Length; length++)
            Refused("x.zip", zip[..length], "");
    }

    [Fact]
    public void A_flipped_bit_in_compressed_data_is_found()
    {
        byte[] gzip = RawTar.Gzip(RawTar.Write(new("a", content[..700]), new("b", [1])));
        byte[] zip = RawZip.Write(new("a", content[..700]) { Method = ZipEntry.Deflated }, new("b", [1]));
        for (int at = 10; at < gzip.Length; at++) // behind gzip's header, whose time and system are anything
        {
            gzip[at] ^= 1;
            Refused("x.tar.gz", gzip, "");
            gzip[at] ^= 1;
        }
        const int Data = 30 + 1 + 1; // behind the header, the name, and a byte whose lowest bit only says that this block is the last
        for (int at = Data; at < Data + 100; at++)
        {
            zip[at] ^= 1;
            Refused("x.zip", zip, "");
            zip[at] ^= 1;
        }
    }

    [Fact]
    public void Bombs_are_refused_before_they_go_off()
    {
        byte[] zeros = new byte[40 << 20];
        const long Most = 1 << 20;
        Refused("x.tar.gz", RawTar.Gzip(RawTar.Write(new("small", content), new("bomb", zeros))), "more in \"bomb\"", Most);
        Refused("x.zip", RawZip.Write(new("small", content), new("bomb", zeros) { Method = ZipEntry.Deflated }), "at most 1048576", Most);
        var lying = new RawZip.Entry("bomb", zeros) { Method = ZipEntry.Deflated, Size = 100 };
        Refused("x.zip", RawZip.Write(lying), "more than its 100 bytes", Most);
        Refused("bomb.gz", RawTar.Gzip(zeros), "more in \"bomb\"", Most);
        RawTar.Entry[] many = [.. Enumerable.Range(0, 3000).Select(i => new RawTar.Entry($"{i}", []))];
        Refused("x.tar.gz", RawTar.Gzip(RawTar.Write(many)), "more in", Most);
        byte[] pax = RawTar.Bytes(new("x", []) { Kind = 'x', Size = "17777777777" });
        Refused("x.tar.gz", RawTar.Gzip([.. pax, .. zeros]), "headers of at most", Most);
    }

    [Theory]
    [InlineData("5 path=x\n", "pax records")]
    [InlineData("99 path=x\n", "pax records")]
    [InlineData("path=x\n", "pax records")]
    [InlineData("11 size=-1\n", "no number")]
    [InlineData("19 path=../../evil\n", "../../evil")]
    [InlineData("22 GNU.sparse.major=1\n", "sparse")]
    public void Pax_headers_that_are_wrong_are_refused(string records, string expected) =>
        Refused("x.tar", RawTar.Write(new("pax", Encoding.ASCII.GetBytes(records)) { Kind = 'x' }, new("a", [1])), expected);

    [Fact]
    public void Other_files_are_refused()
    {
        Refused("x.rar", "Rar!.............."u8.ToArray(), "0x526172212e2e2e2e");
        Refused("empty", [], "an empty file");
        Refused("x.tar", RawTar.Write(new RawTar.Entry("a", [1]) { Checksum = "000123\0" }), "checksum");
        byte[] binary = RawTar.Write(new RawTar.Entry("a", [1]));
        binary[148] = 0x80; // how GNU marks a large number, for which this field has no room
        Refused("x.tar", binary, "checksum");
    }

    [Fact]
    public void A_link_in_the_target_is_not_followed()
    {
        Directory.CreateDirectory(folder["elsewhere"]);
        Directory.CreateDirectory(Target);
        Directory.CreateSymbolicLink(folder["target/set"], folder["elsewhere"]);
        Assert.Throws<IOException>(() => Archives.Unpack(folder.Write("x.tar", RawTar.Write(new RawTar.Entry("set/a", [1]))), Target));
        Assert.Equal(["x.tar"], folder.Files);
    }

    [Fact]
    public void Who_cancels_has_nothing_unpacked()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        string archive = folder.Write("x.tar", RawTar.Write(new RawTar.Entry("a", [1])));
        Assert.Throws<OperationCanceledException>(() => Archives.Unpack(archive, Target, cancellationToken: source.Token));
        Assert.Equal(["x.tar"], folder.Files);
    }

    void Refused(string name, byte[] archive, string expected, long? maxBytes = null)
    {
        string path = folder.Write(name, archive);
        var error = Assert.Throws<DatasetFormatException>(() => Archives.Unpack(path, Target, maxBytes));
        Assert.Equal(path, error.FilePath);
        Assert.Contains(expected, error.Message);
        Assert.Equal([name], folder.Files);
        Assert.False(Directory.Exists(Target), "the folder is left");
        File.Delete(path);
    }
}
