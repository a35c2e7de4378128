using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>Finds the native library at its first use: where NATIVETORCH_LIBRARY points, beside this assembly, then in the
/// package's runtimes folder.</summary>
static unsafe class NativeLoader
{
    const string Variable = "NATIVETORCH_LIBRARY";

    /// <summary>Only registers; nothing is loaded, and nothing can fail, before the first native call.</summary>
#pragma warning disable CA2255 // the resolver must be there before any P/Invoke of this assembly
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
#pragma warning restore CA2255

    static nint Resolve(string library, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (library != NativeMethods.Library)
            return 0;
        string? path = Environment.GetEnvironmentVariable(Variable);
        string[] candidates = string.IsNullOrEmpty(path) ? Candidates() : [path];
        foreach (string candidate in candidates)
            if (File.Exists(candidate))
                return Checked(Load(candidate), candidate);
        if (string.IsNullOrEmpty(path) && NativeLibrary.TryLoad(library, assembly, searchPath, out nint handle))
            return Checked(handle, library);
        throw new NativeTorchLoadException($"The native library was not found; tried {string.Join(", ", candidates)}"
            + (string.IsNullOrEmpty(path)
                ? $" and the system's search path; {Variable} may name the file."
                : $", which {Variable} names."));
    }

    static string[] Candidates()
    {
        (string system, string file) = OperatingSystem.IsWindows() ? ("win", "nativetorch.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libnativetorch.dylib")
            : ("linux", "libnativetorch.so");
        string rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string folder = AppContext.BaseDirectory;
        return [Path.Combine(folder, file), Path.Combine(folder, "runtimes", rid, "native", file)];
    }

    static nint Load(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeTorchLoadException($"The native library {path} could not be loaded: {e.Message}");
        }
    }

    /// <summary>Stale bindings and stale binaries are named here instead of crashing later.</summary>
    internal static nint Checked(nint library, string path)
    {
        if (!NativeLibrary.TryGetExport(library, nameof(NativeMethods.nt_abi_hash), out nint hash))
            throw new NativeTorchLoadException($"{path} is not the library of NativeTorch: it has no nt_abi_hash.");
        ulong actual = ((delegate* unmanaged[Cdecl]<ulong>)hash)();
        if (actual != NativeMethods.AbiHash)
            throw new NativeTorchLoadException(
                $"{path} (ABI {actual:x16}) was built from another C header than this assembly (ABI {NativeMethods.AbiHash:x16}); "
                + "rebuild the older of the two.");
        return library;
    }
}
