using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>The native bytes of one device type, and the thresholds above which garbage is looked for.</summary>
sealed unsafe class DeviceMemory
{
    static readonly NtMemoryStats* nothing = (NtMemoryStats*)NativeMemory.AllocZeroed((nuint)sizeof(NtMemoryStats));

    readonly DeviceType type;
    readonly long floor;

    /// <summary>What stayed after the last collection of each generation.</summary>
    readonly long[] stayed = new long[3];

    NtMemoryStats* counters = nothing;
    long threshold;

    /// <param name="type">Whose memory.</param>
    /// <param name="floor">The least growth, in bytes, between two collections.</param>
    public DeviceMemory(DeviceType type, long floor)
    {
        this.type = type;
        this.floor = threshold = floor;
    }

    public bool IsAbove
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => counters->Allocated > threshold;
    }

    /// <summary>Reads the device's counters from now on; where there is no such device, whoever uses it will be told.</summary>
    public void Watch()
    {
        NtMemoryStats* live;
        if (counters == nothing && NativeMethods.nt_memory_counters((int)type, &live) == 0)
            counters = live;
    }

    /// <summary>Whether what stays after a collection may be alive: it is no more than half as much again as what stayed
    /// after the last collection of an older generation.</summary>
    public bool IsRelieved(int generation)
    {
        long now = counters->Allocated;
        for (int g = 0; g <= generation; g++)
            stayed[g] = now;
        return generation == GC.MaxGeneration || now <= Limit(stayed[generation + 1]);
    }

    public void Rearm() => threshold = Limit(counters->Allocated);

    long Limit(long alive) => alive + Math.Max(floor, alive / 2);
}
