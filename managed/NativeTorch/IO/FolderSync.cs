using System.Runtime.InteropServices;
using System.Text;

namespace NativeTorch.IO;

/// <summary>Brings a folder's entries to the disk: a file that was renamed is only then under its new name after a loss of
/// power.</summary>
/// <remarks>.NET opens no folders, hence the calls to libc. On Windows the file system's journal keeps renames in order.</remarks>
static unsafe partial class FolderSync
{
    /// <summary>Waits until the entries are on the disk. File systems that cannot do this for a folder are left alone, as
    /// SQLite does: what the rename showed to other processes is true already.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor;
        fixed (byte* path = Encoding.UTF8.GetBytes(folder + '\0'))
            descriptor = open(path, 0);
        if (descriptor < 0)
            return;
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

    [LibraryImport("libc")]
    private static partial int open(byte* path, int readOnly);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
