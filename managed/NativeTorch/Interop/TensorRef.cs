using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NativeTorch.Interop;

/// <summary>One tensor's handle for the length of one native call: as long as this lives, neither Dispose on another thread
/// nor the garbage collector releases it.</summary>
readonly ref struct TensorRef
{
    readonly Tensor tensor;

    /// <summary>The handle to pass to the library.</summary>
    public readonly nint Handle;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TensorRef([NotNull] Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        if (tensor is null)
            ThrowNull(name);
        MemoryPressure.Relieve();
        this.tensor = tensor;
        Handle = tensor.Enter();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => tensor.Exit();

    [DoesNotReturn]
    static void ThrowNull(string? name) => throw new ArgumentNullException(name);
}
