using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>One reference to a random number generator; 0 is the default generator, which nobody owns.</summary>
sealed class GeneratorHandle : SafeHandle
{
    public GeneratorHandle(nint generator) : base(0, ownsHandle: true) => SetHandle(generator);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.nt_generator_release(handle);
        return true;
    }
}
