using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>A managed function that the library calls and, when it is done with it, frees. What the function throws does not
/// cross the library's frames: it is kept here, and thrown again, with its stack, by the call that led to it.</summary>
/// <param name="given">What the library gives; null where there is nothing.</param>
/// <param name="results">What the function gives back; null where it gives nothing.</param>
delegate void NativeCallback(Tensor?[] given, Tensor?[] results);

static unsafe class NativeCallbacks
{
    [ThreadStatic]
    static ExceptionDispatchInfo? thrown;

    /// <summary>What C takes as nt_callback.</summary>
    public static delegate* unmanaged[Cdecl]<void*, nint*, int, nint*, int, int> Call => &Run;

    /// <summary>What C takes as nt_free.</summary>
    public static delegate* unmanaged[Cdecl]<void*, void> Free => &Release;

    /// <summary>What C takes as the state of both. It belongs to the library from the call on, also where that fails.</summary>
    public static void* State(NativeCallback callback) => (void*)GCHandle.ToIntPtr(GCHandle.Alloc(callback));

    /// <summary>The exception behind the library's NT_ERROR_CALLBACK, thrown on this thread.</summary>
    public static void Rethrow()
    {
        ExceptionDispatchInfo? exception = thrown;
        thrown = null;
        exception?.Throw();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Run(void* state, nint* given, int givenCount, nint* results, int resultCount)
    {
        var modes = new CallbackModes();
        try
        {
            var callback = (NativeCallback)GCHandle.FromIntPtr((nint)state).Target!;
            var tensors = new Tensor?[givenCount];
            for (int i = 0; i < givenCount; i++)
                tensors[i] = given[i] == 0 ? null : new Tensor(given[i]);
            var outputs = new Tensor?[resultCount];
            callback(tensors, outputs);
            for (int i = 0; i < resultCount; i++)
                results[i] = Retained(outputs[i]);
            return 0;
        }
        catch (Exception e)
        {
            thrown = ExceptionDispatchInfo.Capture(e);
            return 1;
        }
        finally
        {
            modes.Restore();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(void* state) => GCHandle.FromIntPtr((nint)state).Free();

    static nint Retained(Tensor? tensor)
    {
        if (tensor is null)
            return 0;
        using var self = new TensorRef(tensor);
        return NativeMethods.nt_tensor_retain(self.Handle);
    }
}
