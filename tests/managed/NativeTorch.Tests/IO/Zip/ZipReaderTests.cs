using NativeTorch.IO;
using NativeTorch.IO.Zip;

namespace NativeTorch.Tests.IO.Zip;

/// <summary>Whole archives are read, also zip64's; those that lie are refused before they cost anything.</summary>
public sealed class ZipReaderTests : IDisposable
{
    static readonly byte[] text = [.. "zip zip zip zip zip zip zip zip"u8], zeros = new byte[100_000];

    readonly string folder = Directory.CreateTempSubdirectory("zip").FullName;

    string At => Path.Combine(folder, "x.zip");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    ZipReader Open(byte[] archive, long? maxBytes = null)
    {
        File.WriteAllBytes(At, archive);
        return ZipReader.Open(At, maxBytes);
    }

    void Refuses(byte[] archive, string problem, long? maxBytes = null)
    {
        var e = Assert.Throws<CheckpointFormatException>(() =>
        {
            using ZipReader reader = Open(archive, maxBytes);
            foreach (ZipEntry entry in reader.Entries)
                reader.ReadAll(entry, 1 << 20);
        });
        Assert.Equal(At, e.FilePath);
        Assert.Contains(problem, e.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stored_and_deflated_entries_are_read(bool is64)
    {
        using ZipReader reader = Open(RawZip.Write(new("a/grün", text) { Is64 = is64 }, new("empty", []) { Is64 = is64 },
            new("b", zeros) { Method = ZipEntry.Deflated, Is64 = is64 }));
        Assert.Equal(["a/grün", "empty", "b"], reader.Entries.Select(entry => entry.Name));
        Assert.Equal(text, reader.ReadAll(reader.Find("a/grün")!, 100));
        Assert.Equal([], reader.ReadAll(reader.Find("empty")!, 100));
        Assert.Equal(zeros, reader.ReadAll(reader.Find("b")!, 1 << 20));
        Assert.Null(reader.Find("c"));
        Assert.Equal(text, File.ReadAllBytes(At).AsSpan((int)reader.ContentOffset(reader.Entries[0]), text.Length));
    }

    [Fact]
    public void An_archive_without_entries_is_one() => Assert.Empty(Open(RawZip.Write()).Entries);

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\x")]
    [InlineData("C:/x")]
    [InlineData("")]
    public void Names_that_lead_out_are_refused(string name) =>
        Refuses(RawZip.Write(new RawZip.Entry(name, text)), "leads out of the archive");

    [Fact]
    public void Names_that_repeat_are_refused() => Refuses(RawZip.Write(new("a", text), new("a", text)), "twice");

    [Fact]
    public void A_content_that_is_not_its_checksums_is_refused()
    {
        Refuses(RawZip.Write(new RawZip.Entry("a", text) { Crc = 1 }), "checksum");
        Refuses(RawZip.Write(new RawZip.Entry("a", []) { Crc = 1 }), "checksum");
        Refuses(RawZip.Write(new RawZip.Entry("a", zeros) { Crc = 1, Method = ZipEntry.Deflated }), "checksum");
    }

    [Fact]
    public void Sizes_that_lie_are_refused()
    {
        Refuses(RawZip.Write(new RawZip.Entry("a", text) { Size = 5 }), "is said to be 5 bytes in 31");
        Refuses(RawZip.Write(new RawZip.Entry("a", text) { Size = 1 << 30, Packed = 1 << 30 }), "the directory begins at");
        Refuses(RawZip.Write(new RawZip.Entry("a", zeros) { Method = ZipEntry.Deflated, Size = 99_999 }), "more than its 99999 bytes");
        Refuses(RawZip.Write(new RawZip.Entry("a", zeros) { Method = ZipEntry.Deflated, Size = 100_001 }), "ends after 100000");
        Refuses(RawZip.Write(new RawZip.Entry("a", zeros) { Method = ZipEntry.Deflated, Size = long.MaxValue, Is64 = true }), "is said");
        Refuses(RawZip.Write(new RawZip.Entry("a", text) { Packed = -1, Size = -1, Is64 = true }), "the directory begins at");
    }

    [Fact]
    public void Bombs_are_refused_before_they_are_unpacked()
    {
        byte[] archive = RawZip.Write(new("a", zeros) { Method = ZipEntry.Deflated }, new("b", zeros) { Method = ZipEntry.Deflated });
        Refuses(archive, "at most 150000 are taken", maxBytes: 150_000);
        Open(archive, maxBytes: 200_000).Dispose();
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused() =>
        Refuses(RawZip.Write(new("a", text), new("b", text) { Header = 0 }), "begins within");

    [Fact]
    public void Other_methods_and_secrets_are_refused_by_name()
    {
        Refuses(RawZip.Write(new RawZip.Entry("a", text) { Method = 12 }), "packed by method 12");
        Refuses(RawZip.Write(new RawZip.Entry("a", text) { Flags = 1 }), "encrypted");
    }

    [Fact]
    public void An_entry_without_a_header_of_its_own_is_refused()
    {
        byte[] archive = RawZip.Write(new RawZip.Entry("a", text));
        archive[0] = 0;
        Refuses(archive, "has no header at 0");
    }

    [Fact]
    public void A_part_of_an_archive_is_refused()
    {
        byte[] archive = RawZip.Write(new("a", text), new("b", zeros) { Method = ZipEntry.Deflated });
        for (int length = 0; length < archive.Length; length++)
            Refuses(archive[..length], "");
        Refuses([.. archive, 0], "end");
    }
}
