using System.Runtime.CompilerServices;

namespace NativeTorch.Interop;

/// <summary>A <see cref="TensorRef"/> for an argument that may be left out: null gives the handle 0.</summary>
readonly ref struct OptionalTensorRef
{
    readonly Tensor? tensor;

    /// <summary>The handle to pass to the library, or 0.</summary>
    public readonly nint Handle;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OptionalTensorRef(Tensor? tensor)
    {
        if (tensor is null)
            return;
        this.tensor = tensor;
        Handle = tensor.Enter();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => tensor?.Exit();
}
