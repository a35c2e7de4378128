using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>A SafeHandle's value for the length of one native call; null gives 0.</summary>
readonly ref struct HandleRef
{
    readonly SafeHandle? handle;

    /// <summary>The handle to pass to the library.</summary>
    public readonly nint Handle;

    public HandleRef(SafeHandle? handle)
    {
        if (handle is null || handle.IsInvalid)
            return;
        bool added = false;
        handle.DangerousAddRef(ref added);
        this.handle = handle;
        Handle = handle.DangerousGetHandle();
    }

    public void Dispose() => handle?.DangerousRelease();
}
