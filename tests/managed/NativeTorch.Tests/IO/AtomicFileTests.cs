using System.Runtime.Versioning;
using NativeTorch.IO;

namespace NativeTorch.Tests.IO;

/// <summary>The old file or the new one, never a part, and nothing else.</summary>
public sealed class AtomicFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("atomic").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "x.bin") => Path.Combine(folder, name);

    [Fact]
    public void The_new_file_takes_the_place_of_the_old_one_when_it_is_whole()
    {
        File.WriteAllText(At(), "old");
        AtomicFile.Write(At(), file =>
        {
            file.Write("new"u8);
            file.Flush();
            Assert.Equal("old", File.ReadAllText(At()));
        });
        Assert.Equal("new", File.ReadAllText(At()));
        Assert.Equal([At()], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(At(), "old");
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(At(), file =>
        {
            file.Write("half"u8);
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(At()));
        Assert.Equal([At()], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_exception() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(At("none/x.bin"), _ => { }));

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void Links_and_permissions_stay()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has neither in this form.");
        File.WriteAllText(At(), "old");
        File.SetUnixFileMode(At(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(At("link"), "x.bin");
        AtomicFile.Write(At("link"), file => file.Write("new"u8));
        Assert.Equal("x.bin", new FileInfo(At("link")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(At()));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At()));
    }
}
