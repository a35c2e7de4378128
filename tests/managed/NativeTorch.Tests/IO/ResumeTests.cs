using System.Diagnostics;
using NativeTorch.IO;

namespace NativeTorch.Tests.IO;

/// <summary>A training that is killed and started again ends as one that was not, to the last bit of weights, optimizer, scheduler and
/// generators. The program is tests/managed/NativeTorch.Resume.</summary>
public sealed class ResumeTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("resume").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    public void Three_epochs_at_once_and_one_then_a_kill_then_two_give_the_same_bits(string kind)
    {
        string whole = Folder("whole"), broken = Folder("broken");
        Assert.Equal(0, Run(whole, kind, "3"));
        using (Process training = Start(broken, kind, "3", "wait", "1"))
        {
            Assert.Equal("waiting", training.StandardOutput.ReadLine());
            training.Kill(); // SIGKILL, in the middle of the second epoch
            training.WaitForExit();
        }
        Assert.Equal(1, Torch.Load(File(broken))["epoch"].Get<int>());
        Assert.Equal(0, Run(broken, kind, "3"));
        Assert.Equal(3, Torch.Load(File(broken))["epoch"].Get<int>());
        Assert.Equal(System.IO.File.ReadAllBytes(File(whole)), System.IO.File.ReadAllBytes(File(broken)));
    }

    [Fact]
    public void A_kill_in_the_middle_of_saving_leaves_the_file_of_before()
    {
        string broken = Folder("broken");
        Assert.Equal(0, Run(broken, "sgd", "1"));
        Torch.Save(WithFiller(Torch.Load(File(broken))), File(broken)); // the next run has one part more
        byte[] before = System.IO.File.ReadAllBytes(File(broken));
        Assert.NotEqual(0, Run(broken, "sgd", "2", "die", "2"));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File(broken)));
        FileInfo unfinished = new(Assert.Single(Directory.GetFiles(broken, "*.tmp")));
        Assert.InRange(unfinished.Length, 1 << 20, (1L << 27) + before.Length);
        Assert.Throws<CheckpointFormatException>(() => Torch.Load(unfinished.FullName)); // it was the middle
        unfinished.Delete();

        string whole = Folder("whole");
        Assert.Equal(0, Run(broken, "sgd", "3"));
        Assert.Equal(0, Run(whole, "sgd", "3"));
        Assert.Equal(System.IO.File.ReadAllBytes(File(whole)), System.IO.File.ReadAllBytes(File(broken)));
    }

    static Dictionary<string, object?> WithFiller(CheckpointValue file)
    {
        Dictionary<string, object?> values = file.Keys.ToDictionary(key => (string)key!, key => (object?)file[(string)key!]);
        values["filler"] = 0;
        return values;
    }

    string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    static string File(string folder) => Path.Combine(folder, "training.pt");

    static int Run(params string[] arguments)
    {
        using Process training = Start(arguments);
        string error = training.StandardError.ReadToEnd();
        training.WaitForExit();
        Assert.Equal("", error);
        return training.ExitCode;
    }

    static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "NativeTorch.Resume.dll"), .. arguments])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
