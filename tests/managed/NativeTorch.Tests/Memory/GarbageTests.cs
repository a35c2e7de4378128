using NativeTorch.Interop;

namespace NativeTorch.Tests;

/// <summary>Nobody has to dispose anything.</summary>
[Collection(nameof(AloneCollection))]
public unsafe class GarbageTests
{
    [Fact]
    public void UnreachableTensorsDoNotPileUp()
    {
        Fill(3000); // the threshold that earlier tests have left, with all that was alive then, is passed
        Collect();
        long peak = Fill(3000);
        Assert.True(peak < 300L << 20, $"{peak >> 20} MiB of garbage");
    }

    /// <summary>The most that was allocated at a time.</summary>
    static long Fill(int tensors)
    {
        long before = Allocated(), peak = 0;
        for (int i = 0; i < tensors; i++)
        {
            Tensor x = Torch.Empty(1 << 18); // 1 MiB
            peak = Math.Max(peak, Allocated() - before);
            GC.KeepAlive(x);
        }
        return peak;
    }

    [Fact]
    public void ManySmallOnesDoNotPileUp()
    {
        long before = Storages();
        long peak = 0;
        for (int i = 0; i < 500_000; i++)
        {
            _ = Torch.Ones(1);
            if (i % 1000 == 0)
                peak = Math.Max(peak, Storages() - before);
        }
        Assert.True(peak < 200_000, $"{peak} tensors of garbage");
    }

    /// <summary>Whatever place on its page the first of them gets.</summary>
    [Fact]
    public void WhatScopesDisposeAsksForNoCollection()
    {
        Tensor x = Torch.Randn(3, 4), kept = Torch.Ones(1);
        int before = GC.CollectionCount(0);
        for (int i = 0; i < 20_000; i++)
        {
            if (i % 5000 == 0)
                kept = Torch.Ones(1);
            using var scope = new TensorScope();
            _ = x.T.Contiguous();
        }
        GC.KeepAlive(kept);
        // What the objects themselves cause is a handful.
        Assert.True(GC.CollectionCount(0) - before < 10, $"{GC.CollectionCount(0) - before} collections");
    }

    [Fact]
    public void AThreadsTensorsAreCollectedAfterItEnds()
    {
        long before = Storages();
        for (int i = 0; i < 50; i++)
        {
            var thread = new Thread(() => { for (int k = 0; k < 100; k++) _ = Torch.Ones(1); });
            thread.Start();
            thread.Join();
        }
        Collect();
        Assert.True(Storages() - before < 100, $"{Storages() - before} tensors stay");
    }

    [Fact]
    public void AFinalizerMayUseATensor()
    {
        Owner.LastSum = 0;
        Abandon();
        Collect();
        Assert.Equal(3, Owner.LastSum);

        static void Abandon() => _ = new Owner(Torch.Ones(3));
    }

    sealed class Owner(Tensor tensor)
    {
        public static double LastSum { get; set; }

        ~Owner() => LastSum = tensor.Sum().Item<double>();
    }

    static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        TensorRegistry.Sweep();
    }

    static long Allocated() => Counters()->Allocated;

    internal static long Storages() => Counters()->Tensors;

    static NtMemoryStats* Counters()
    {
        NtMemoryStats* counters;
        Native.Check(NativeMethods.nt_memory_counters(0, &counters));
        return counters;
    }
}
