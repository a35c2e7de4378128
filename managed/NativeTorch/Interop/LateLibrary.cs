using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>Opens a library of the system when it is needed first, so that programs which never need it run without it.</summary>
/// <param name="name">What it is called among people.</param>
/// <param name="purpose">What needs it.</param>
/// <param name="package">The command that installs it.</param>
/// <param name="files">File names to try, in order.</param>
sealed class LateLibrary(string name, string purpose, string package, params string[] files)
{
    nint handle;

    /// <summary>The address of a function.</summary>
    /// <exception cref="MissingLibraryException">The library is not there, or is another one that has no such function.</exception>
    public nint Function(string export) =>
        NativeLibrary.TryGetExport(Handle(), export, out nint address) ? address : throw Missing($"; {export} is not in it");

    // Two threads may both open it: that counts, and gives the same handle.
    nint Handle()
    {
        if (handle != 0)
            return handle;
        foreach (string file in files)
            if (NativeLibrary.TryLoad(file, out nint opened))
                return handle = opened;
        throw Missing("");
    }

    MissingLibraryException Missing(string more) => new(name, purpose, package, string.Join(", ", files) + more);
}
