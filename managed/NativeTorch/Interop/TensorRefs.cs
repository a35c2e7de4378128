using System.Runtime.CompilerServices;

namespace NativeTorch.Interop;

/// <summary>A <see cref="TensorRef"/> for each tensor of a list; <see cref="Handles"/> is what C takes as
/// <c>nt_tensor* const*</c>.</summary>
readonly ref struct TensorRefs
{
    readonly Tensor?[] tensors; // a copy: what was entered is exited, even where the caller's list changes meanwhile
    readonly nint[] handles;

    /// <param name="tensors">The tensors; a null among them gives the handle 0.</param>
    /// <param name="allowNull">Whether nulls are taken; else they are an <see cref="ArgumentNullException"/>.</param>
    /// <param name="name">What the list is called in messages.</param>
    public TensorRefs(ReadOnlySpan<Tensor?> tensors, bool allowNull = false,
        [CallerArgumentExpression(nameof(tensors))] string? name = null)
    {
        this.tensors = tensors.ToArray();
        handles = new nint[tensors.Length];
        int entered = 0;
        try
        {
            for (; entered < tensors.Length; entered++)
                handles[entered] = this.tensors[entered] is { } t ? t.Enter()
                    : allowNull ? 0 : throw new ArgumentNullException($"{name}[{entered}]");
        }
        catch
        {
            Exit(this.tensors.AsSpan(0, entered));
            throw;
        }
    }

    /// <summary>One handle for each tensor, in order.</summary>
    public ReadOnlySpan<nint> Handles => handles;

    /// <summary>How many there are.</summary>
    public int Count => handles.Length;

    public ref readonly nint GetPinnableReference() => ref Handles.GetPinnableReference();

    public void Dispose() => Exit(tensors);

    static void Exit(ReadOnlySpan<Tensor?> tensors)
    {
        foreach (Tensor? tensor in tensors)
            tensor?.Exit();
    }
}
