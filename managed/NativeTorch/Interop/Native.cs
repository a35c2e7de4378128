using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace NativeTorch.Interop;

/// <summary>From status codes to typed exceptions with the core's text.</summary>
static unsafe class Native
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int status)
    {
        if (status != 0)
            Throw();
    }

    /// <summary>A truth value as C takes it.</summary>
    public static byte Flag(bool value) => value ? (byte)1 : (byte)0;

    /// <summary>A string that the library owns.</summary>
    public static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";

    /// <summary>A string as the library takes it.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    static void Throw()
    {
        byte* utf8;
        var code = (NtStatusCode)NativeMethods.nt_last_error(&utf8);
        if (code == NtStatusCode.ErrorCallback)
            NativeCallbacks.Rethrow();
        throw Exception(code, Text(utf8));
    }

    static Exception Exception(NtStatusCode code, string message) => code switch
    {
        NtStatusCode.ErrorArgument => new ArgumentException(message),
        NtStatusCode.ErrorShape => new ShapeMismatchException(message),
        NtStatusCode.ErrorDtype => new DtypeMismatchException(message),
        NtStatusCode.ErrorDevice => new DeviceMismatchException(message),
        NtStatusCode.ErrorIndex => new TensorIndexException(message),
        NtStatusCode.ErrorAutograd => new AutogradException(message),
        NtStatusCode.ErrorOutOfMemory => new NativeOutOfMemoryException(message),
        NtStatusCode.ErrorCuda => new CudaException(message),
        NtStatusCode.ErrorUnsupported => new UnsupportedOpException(message),
        NtStatusCode.ErrorLinalg => new LinAlgException(message),
        _ => new NativeFaultException(message),
    };
}
