using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>Native handles of up to <see cref="Size"/> tensors, each with a weak reference to its <see cref="Tensor"/>.
/// One thread adds; the sweep reads; whoever disposes a tensor clears its slot.</summary>
/// <remarks>This is what stands in for a finalizer. A finalizable object costs 95 to 130 ns more to create, and it is
/// promoted once before it dies; a reused weak handle costs 10 ns, and one sweep after a collection finds the dead.</remarks>
sealed class TensorPage
{
    public const int Size = 64;

    readonly Slot[] slots = new Slot[Size];
    ulong free = ulong.MaxValue; // one bit for each slot that the owner may fill

    public TensorPage()
    {
        // "Long" weak handles stay set while an object with a finalizer of its own can still reach the tensor.
        foreach (ref Slot slot in slots.AsSpan())
            slot.Tensor = GCHandle.Alloc(null, GCHandleType.WeakTrackResurrection);
    }

    /// <summary>The thread that adds; its death closes the page.</summary>
    public Thread? Owner { get; set; }

    /// <summary>How many of its tensors were counted as undisposed.</summary>
    public int Counted { get; set; }

    /// <summary>How many collections there had been when the page was closed.</summary>
    public int ClosedAt { get; set; }

    public bool IsFull => free == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(Tensor tensor, nint handle)
    {
        int i = BitOperations.TrailingZeroCount(free);
        ref Slot slot = ref slots[i];
        slot.Tensor.Target = tensor;
        Volatile.Write(ref slot.Handle, handle); // the sweep takes a slot with a handle for complete
        free &= free - 1;
        return i;
    }

    /// <summary>Called while the tensor is alive, before its handle is released.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(int index) => Volatile.Write(ref slots[index].Handle, 0);

    /// <summary>Makes slots without a handle free again; returns how many are taken. Never during a sweep, which takes a slot
    /// to be filled once.</summary>
    public int Reset()
    {
        free = 0;
        for (int i = 0; i < Size; i++)
            if (Volatile.Read(ref slots[i].Handle) == 0)
                free |= 1ul << i;
        return Size - BitOperations.PopCount(free);
    }

    /// <summary>Moves the handles of dead tensors to <paramref name="dead"/>; returns how many live.</summary>
    public int Sweep(List<nint> dead)
    {
        int alive = 0;
        foreach (ref Slot slot in slots.AsSpan())
        {
            if (Volatile.Read(ref slot.Handle) == 0)
                continue;
            // The handle is read again: a tensor that was disposed cleared it before it died.
            if (slot.Tensor.Target is null && Volatile.Read(ref slot.Handle) is var handle and not 0)
            {
                slot.Handle = 0;
                dead.Add(handle);
            }
            else
            {
                alive++;
            }
        }
        return alive;
    }

    struct Slot
    {
        public GCHandle Tensor;
        public nint Handle;
    }
}
