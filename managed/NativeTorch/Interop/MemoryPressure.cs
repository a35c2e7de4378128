using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>Lets the garbage collector feel native bytes: it knows a tensor as 50 bytes, whatever it holds.</summary>
/// <remarks>A new tensor costs one load and one compare per device type. Above a moving threshold the youngest generation
/// is collected, then older ones as long as too much stays; a collection of generation 0 takes 0.1 to 0.3 ms here, once
/// in 64 MiB of garbage.</remarks>
static unsafe class MemoryPressure
{
    static readonly DeviceMemory cpu = new(DeviceType.Cpu, floor: 64L << 20), cuda = new(DeviceType.Cuda, floor: 256L << 20);
    static int collecting;

    // Runs at the first tensor, when the library has been loaded.
    static MemoryPressure()
    {
        cpu.Watch();
        Native.Check(NativeMethods.nt_memory_set_collect(&CollectAll));
    }

    /// <summary>Called where a GPU is used; until then nothing asks whether there is one, which takes time.</summary>
    public static void WatchCuda() => cuda.Watch();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Feel()
    {
        if (cpu.IsAbove || cuda.IsAbove)
            Relieve();
    }

    /// <summary>One thread at a time; the others go on allocating, which a collection stops anyway.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Relieve()
    {
        if (Interlocked.Exchange(ref collecting, 1) != 0)
            return;
        for (int generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            Collect(generation);
            if (cpu.IsRelieved(generation) & cuda.IsRelieved(generation))
                break;
        }
        cpu.Rearm();
        cuda.Rearm();
        Volatile.Write(ref collecting, 0);
    }

    /// <summary>For many small tensors, which no threshold of bytes sees.</summary>
    public static void CollectYoung()
    {
        if (Interlocked.Exchange(ref collecting, 1) != 0)
            return;
        Collect(0);
        Volatile.Write(ref collecting, 0);
    }

    static void Collect(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        TensorRegistry.Sweep();
    }

    /// <summary>Asked for by the allocator before it refuses; from any thread.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void CollectAll()
    {
        try
        {
            Collect(GC.MaxGeneration);
            GC.WaitForPendingFinalizers(); // others' finalizers may have let tensors go
            Collect(GC.MaxGeneration);
        }
        catch (Exception)
        {
            // No exception may cross native frames; the allocation is refused then.
        }
    }
}
