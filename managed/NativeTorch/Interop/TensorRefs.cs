using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>A <see cref="TensorRef"/> for each tensor of a list; <see cref="Handles"/> is what C takes as
/// <c>nt_tensor* const*</c>. A few need no memory of their own.</summary>
ref struct TensorRefs
{
    const int Few = 8;

    readonly Tensor?[]? many; // a copy: what was entered is exited, even where the caller's list changes meanwhile
    readonly nint[]? manyHandles;
    readonly int count;
    FewTensors few;
    FewHandles fewHandles;

    /// <param name="tensors">The tensors; a null among them gives the handle 0.</param>
    /// <param name="allowNull">Whether nulls are taken; else they are an <see cref="ArgumentNullException"/>.</param>
    /// <param name="name">What the list is called in messages.</param>
    public TensorRefs(ReadOnlySpan<Tensor?> tensors, bool allowNull = false,
        [CallerArgumentExpression(nameof(tensors))] string? name = null)
    {
        MemoryPressure.Relieve();
        count = tensors.Length;
        if (count > Few)
        {
            many = tensors.ToArray();
            manyHandles = new nint[count];
        }
        else
        {
            tensors.CopyTo(few);
        }
        Span<nint> handles = manyHandles ?? (Span<nint>)fewHandles;
        ReadOnlySpan<Tensor?> mine = Tensors;
        int entered = 0;
        try
        {
            for (; entered < mine.Length; entered++)
                handles[entered] = mine[entered] is { } t ? t.Enter()
                    : allowNull ? 0 : throw new ArgumentNullException($"{name}[{entered}]");
        }
        catch
        {
            Exit(mine[..entered]);
            throw;
        }
    }

    /// <summary>One handle for each tensor, in order.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<nint> Handles => manyHandles ?? ((ReadOnlySpan<nint>)fewHandles)[..count];

    /// <summary>How many there are.</summary>
    public readonly int Count => count;

    [UnscopedRef]
    readonly ReadOnlySpan<Tensor?> Tensors => many ?? ((ReadOnlySpan<Tensor?>)few)[..count];

    [UnscopedRef]
    public readonly ref readonly nint GetPinnableReference() => ref MemoryMarshal.GetReference(Handles);

    public readonly void Dispose() => Exit(Tensors);

    static void Exit(ReadOnlySpan<Tensor?> tensors)
    {
        foreach (Tensor? tensor in tensors)
            tensor?.Exit();
    }

    [InlineArray(Few)]
    struct FewTensors
    {
        Tensor? first;
    }

    [InlineArray(Few)]
    struct FewHandles
    {
        nint first;
    }
}
