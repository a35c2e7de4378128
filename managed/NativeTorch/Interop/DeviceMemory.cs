using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>The native bytes of one device type, and the thresholds above which garbage is looked for.</summary>
sealed unsafe class DeviceMemory
{
    static readonly NtMemoryStats* nothing = (NtMemoryStats*)NativeMemory.AllocZeroed((nuint)sizeof(NtMemoryStats));

    const long Fresh = 16L << 20;

    readonly DeviceType type;
    readonly long least, most;

    /// <summary>What stayed after the last collection of each generation.</summary>
    readonly long[] stayed = new long[3];

    NtMemoryStats* counters = nothing;
    long floor, threshold, reserve;

    /// <param name="type">Whose memory.</param>
    /// <param name="least">The least growth, in bytes, between two collections.</param>
    /// <param name="most">The same where collections take long.</param>
    public DeviceMemory(DeviceType type, long least, long most)
    {
        this.type = type;
        this.least = floor = threshold = least;
        this.most = most;
        reserve = Math.Max(least, Fresh);
    }

    public bool IsAbove
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => counters->Allocated > threshold || HasGrown;
    }

    /// <summary>Whether so much was taken from the system that garbage should be looked for, however little there is: fresh pages
    /// of 16 MiB take 3 to 18 ms here, a collection 0.1 to 0.3.</summary>
    public bool HasGrown
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => counters->Reserved > reserve;
    }

    /// <summary>Reads the device's counters from now on; where there is no such device, whoever uses it will be told.</summary>
    public void Watch()
    {
        NtMemoryStats* live;
        if (counters == nothing && NativeMethods.nt_memory_counters((int)type, &live) == 0)
            counters = live;
    }

    /// <summary>Whether what stays after a collection may be alive: it is no more than a quarter above what stayed
    /// after the last collection of an older generation.</summary>
    public bool IsRelieved(int generation)
    {
        long now = counters->Allocated;
        for (int g = 0; g <= generation; g++)
            stayed[g] = now;
        return generation == GC.MaxGeneration || now <= Limit(stayed[generation + 1]);
    }

    /// <summary>Sets the next threshold. Garbage that fits the processor's caches is used again while it is warm, so the least
    /// growth is best, unless collections take more than a third of the time: ops on 1 MB take 50 us after 4 MiB of garbage and 80 after
    /// 16, beside which a collection of 50 to 90 us for each four of them is little.</summary>
    /// <param name="share">The collections' share of the time since the last call.</param>
    public void Rearm(double share)
    {
        if (share > 1.0 / 3)
            floor = Math.Min(2 * floor, most);
        else if (share < 1.0 / 6)
            floor = Math.Max(floor / 2, least);
        threshold = Limit(counters->Allocated);
        reserve = counters->Reserved + Math.Max(Math.Max(floor, Fresh), counters->Reserved / 16);
    }

    long Limit(long alive) => alive + Math.Max(floor, alive / 4);
}
