using System.IO.Compression;
using System.Text;
using NativeTorch.IO.Zip;

namespace NativeTorch.Tests.IO.Zip;

/// <summary>Archives are read by us, by .NET and by Python, also where they use zip64's fields.</summary>
public sealed class ZipWriterTests : IDisposable
{
    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    static readonly (string Name, byte[] Content)[] entries =
        [("grün/☃", "snow"u8.ToArray()), ("empty", []), ("large", [.. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * i >> 3))]),
            ("b", [1])];

    void Write(long zip64From)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        var writer = new ZipWriter(file, zip64From);
        foreach ((string name, byte[] content) in entries)
            writer.Write(name, content.Length, stream => stream.Write(content));
        writer.Finish();
    }

    /// <summary>As the format says, and with zip64's fields for all entries, for large ones, and for ones that lie far behind.</summary>
    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(1000)]
    public void What_is_written_is_read(long zip64From)
    {
        Write(zip64From);
        using (ZipReader ours = ZipReader.Open(path))
            foreach ((string name, byte[] content) in entries)
            {
                ZipEntry entry = ours.Find(name)!;
                Assert.Equal(0, ours.ContentOffset(entry) % 64);
                Assert.Equal(content, ours.ReadAll(entry, 1 << 20));
            }
        using ZipArchive dotnets = ZipFile.OpenRead(path);
        Assert.Equal(entries.Select(entry => entry.Name), dotnets.Entries.Select(entry => entry.FullName));
        foreach ((string name, byte[] content) in entries)
        {
            var read = new MemoryStream();
            using Stream stream = dotnets.GetEntry(name)!.Open();
            stream.CopyTo(read);
            Assert.Equal(content, read.ToArray());
        }
    }

    [SkippableTheory]
    [InlineData(uint.MaxValue)]
    [InlineData(0)]
    [InlineData(1000)]
    public void Python_reads_it(long zip64From)
    {
        Write(zip64From);
        string found = TorchPython.Run("zipfile", """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            print([(n, len(z.read(n))) for n in z.namelist()])
            """, path);
        Assert.Equal($"[{string.Join(", ", entries.Select(entry => $"('{entry.Name}', {entry.Content.Length})"))}]", found.Trim());
    }

    [Fact]
    public void More_entries_than_two_bytes_count_are_written()
    {
        using (var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite))
        {
            var writer = new ZipWriter(file);
            for (int i = 0; i < 66_000; i++)
                writer.Write($"{i}", 0, _ => { });
            writer.Finish();
        }
        using ZipReader ours = ZipReader.Open(path);
        Assert.Equal(66_000, ours.Entries.Count);
    }

    [Fact]
    public void A_content_of_another_size_is_an_error()
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        var writer = new ZipWriter(file);
        Assert.Throws<InvalidOperationException>(() => writer.Write("x", 3, stream => stream.Write([1, 2])));
    }
}
