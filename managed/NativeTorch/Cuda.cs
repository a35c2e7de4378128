using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>The machine's GPUs.</summary>
/// <remarks>PyTorch: <c>torch.cuda</c>.</remarks>
public static unsafe class Cuda
{
    /// <summary>Whether a GPU can be used.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.is_available</c>.</remarks>
    public static bool IsAvailable => DeviceCount > 0;

    /// <summary>How many GPUs can be used; 0 where there is no driver, no device, or no CUDA build.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.device_count</c>.</remarks>
    public static int DeviceCount
    {
        get
        {
            int count;
            Native.Check(NativeMethods.nt_cuda_device_count(&count));
            return count;
        }
    }

    /// <summary>One sentence on why there is no GPU to use; empty where there is one.</summary>
    public static string UnavailableReason => Native.Text(NativeMethods.nt_cuda_unavailable_reason());

    /// <summary>Waits for all work that is queued on a GPU.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.synchronize</c>.</remarks>
    public static void Synchronize(int index = 0) => Native.Check(NativeMethods.nt_cuda_synchronize(index));

    /// <summary>Gives memory that is cached and unused back to the GPUs.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.empty_cache</c>.</remarks>
    public static void EmptyCache() => Native.Check(NativeMethods.nt_memory_empty_cache((int)DeviceType.Cuda));

    /// <summary>Bytes that tensors use on the GPUs now.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.memory_allocated</c>.</remarks>
    public static long MemoryAllocated => IsAvailable ? Counters()->Allocated : 0;

    /// <summary>The most that <see cref="MemoryAllocated"/> has been, since the start or
    /// <see cref="ResetPeakMemoryStats"/>.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.max_memory_allocated</c>.</remarks>
    public static long MaxMemoryAllocated => IsAvailable ? Counters()->PeakAllocated : 0;

    /// <summary>Bytes held from the GPUs, in use or cached.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.memory_reserved</c>.</remarks>
    public static long MemoryReserved => IsAvailable ? Counters()->Reserved : 0;

    /// <summary>Sets <see cref="MaxMemoryAllocated"/> to <see cref="MemoryAllocated"/>.</summary>
    /// <remarks>PyTorch: <c>torch.cuda.reset_peak_memory_stats</c>.</remarks>
    public static void ResetPeakMemoryStats() => Native.Check(NativeMethods.nt_memory_reset_peak((int)DeviceType.Cuda));

    static NtMemoryStats* Counters()
    {
        NtMemoryStats* counters;
        Native.Check(NativeMethods.nt_memory_counters((int)DeviceType.Cuda, &counters));
        return counters;
    }
}
