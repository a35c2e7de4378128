using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>Lets the garbage collector feel native bytes: it knows a tensor as 50 bytes, whatever it holds.</summary>
/// <remarks>A new tensor costs one load and one compare per device type. Above a moving threshold the next op begins with a collection
/// of the youngest generation (the middle one where memory has grown), then of older ones as long as too much stays; a collection takes
/// 0.05 to 0.3 ms here. After 4 MiB of garbage, which the caches hold, <c>a + a</c> on 4,096 numbers takes 2.0 to 2.6 us without Dispose;
/// after 64 MiB it took 3.6.</remarks>
static unsafe class MemoryPressure
{
    static readonly DeviceMemory cpu = new(DeviceType.Cpu, least: 4L << 20, most: 64L << 20);
    static readonly DeviceMemory cuda = new(DeviceType.Cuda, least: 256L << 20, most: 256L << 20);
    static int collecting;
    static bool isDue; // any thread's
    static long lastTime = Stopwatch.GetTimestamp();
    static TimeSpan lastPause = GC.GetTotalPauseDuration();

    // Runs at the first tensor, when the library has been loaded.
    static MemoryPressure()
    {
        cpu.Watch();
        Native.Check(NativeMethods.nt_memory_set_collect(&CollectAll));
    }

    /// <summary>Called where a GPU is used; until then nothing asks whether there is one, which takes time.</summary>
    public static void WatchCuda() => cuda.Watch();

    static bool IsAbove
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => cpu.IsAbove || cuda.IsAbove;
    }

    /// <summary>Called for each new tensor. A collection now would take it for one that lives long, so the next op begins with it
    /// (<see cref="Relieve"/>); only where tensors are made from nothing, one after the other, it is done here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Feel()
    {
        if (IsAbove)
            RelieveLater();
    }

    /// <summary>Called before an op, when what earlier ones have left is garbage still young.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Relieve()
    {
        if (isDue)
            RelieveNow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void RelieveLater()
    {
        if (isDue)
            RelieveNow();
        else
            isDue = true;
    }

    /// <summary>One thread at a time; the others go on allocating, which a collection stops anyway.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void RelieveNow()
    {
        isDue = false;
        if (!IsAbove || Interlocked.Exchange(ref collecting, 1) != 0)
            return;
        try
        {
            RelieveAlone();
        }
        finally
        {
            Volatile.Write(ref collecting, 0);
        }
    }

    static void RelieveAlone()
    {
        // A tensor during whose creation there was a collection, as there is in a loop over large ones, has left the youngest.
        for (int generation = cpu.HasGrown || cuda.HasGrown ? 1 : 0; generation <= GC.MaxGeneration; generation++)
        {
            Collect(generation);
            if (cpu.IsRelieved(generation) & cuda.IsRelieved(generation))
                break;
        }
        double share = PauseShare();
        cpu.Rearm(share);
        cuda.Rearm(share);
    }

    /// <summary>The collector's share of the time since the last call.</summary>
    static double PauseShare()
    {
        long now = Stopwatch.GetTimestamp();
        TimeSpan pause = GC.GetTotalPauseDuration();
        double share = (pause - lastPause) / Stopwatch.GetElapsedTime(lastTime, now);
        lastTime = now;
        lastPause = pause;
        return share;
    }

    /// <summary>For many small tensors, which no threshold of bytes sees.</summary>
    public static void CollectYoung()
    {
        if (Interlocked.Exchange(ref collecting, 1) != 0)
            return;
        try
        {
            Collect(0);
        }
        finally
        {
            Volatile.Write(ref collecting, 0);
        }
    }

    static void Collect(int generation)
    {
        CollectionWatch? watch = CollectionWatch.Hold();
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        TensorRegistry.Sweep();
        watch?.Renew();
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
