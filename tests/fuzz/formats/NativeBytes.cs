using NativeTorch.Interop;

namespace NativeTorch.FormatFuzz;

/// <summary>The bytes of tensors on the CPU: now, and the most since <see cref="ResetPeak"/>.</summary>
static unsafe class NativeBytes
{
    static readonly NtMemoryStats* counters = Counters();

    public static long Allocated => counters->Allocated;

    public static long Peak => counters->PeakAllocated;

    public static void ResetPeak() => Native.Check(NativeMethods.nt_memory_reset_peak((int)DeviceType.Cpu));

    static NtMemoryStats* Counters()
    {
        NtMemoryStats* live;
        Native.Check(NativeMethods.nt_memory_counters((int)DeviceType.Cpu, &live));
        return live;
    }
}
