using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch.Tests;

public class LoaderTests
{
    [Fact]
    public void AnotherLibraryIsNamed()
    {
        nint program = NativeLibrary.GetMainProgramHandle();
        var e = Assert.Throws<NativeTorchLoadException>(() => NativeLoader.Checked(program, "/some/file"));
        Assert.Contains("/some/file", e.Message);
    }

    [Fact]
    public void TheLibraryTellsItsVersionAndBuild()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", Torch.Version);
        Assert.NotEmpty(Torch.BuildInfo);
        Assert.Equal(Cuda.IsAvailable, Cuda.UnavailableReason.Length == 0);
    }
}
