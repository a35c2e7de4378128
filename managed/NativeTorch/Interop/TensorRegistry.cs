using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NativeTorch.Interop;

/// <summary>All tensors' handles, in pages by age, as the collector's generations. <see cref="Sweep"/> releases those whose
/// tensor was collected; it runs after every collection, on whichever thread comes first.</summary>
static class TensorRegistry
{
    /// <summary>Undisposed tensors after which a collection is due even if they hold few bytes.</summary>
    const int TensorsBetweenCollections = 2048;

    static readonly Lock gate = new();
    static readonly List<TensorPage>[] generations = [[], [], []];
    static readonly Stack<TensorPage> free = new();
    static readonly int[] collections = new int[3];
    static int undisposed; // since the last sweep, on pages that are full
    static bool started;
    static List<nint>? spare; // the last sweep's list of the dead, to be used again

    [ThreadStatic]
    static TensorPage? current;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Add(Tensor tensor, nint handle, out TensorPage page)
    {
        TensorPage? mine = current;
        if (mine is null || mine.IsFull)
            mine = NextPage();
        page = mine;
        return mine.Add(tensor, handle);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static TensorPage NextPage()
    {
        if (Volatile.Read(ref collections[0]) != GC.CollectionCount(0))
            Sweep();
        else if (Volatile.Read(ref undisposed) >= TensorsBetweenCollections)
            MemoryPressure.CollectYoung();
        lock (gate)
        {
            TensorPage? full = current;
            if (full is not null)
            {
                int stay = full.Reset();
                undisposed += stay - full.Counted;
                full.Counted = stay;
                if (stay <= TensorPage.Size / 2) // the others were disposed: no need to bother anybody
                    return full;
            }
            Close(full);
            return current = Open();
        }
    }

    static TensorPage Open()
    {
        if (!started)
        {
            started = true;
            CollectionWatch.Start();
        }
        if (!free.TryPop(out TensorPage? page))
            page = new TensorPage();
        page.Owner = Thread.CurrentThread;
        generations[0].Add(page);
        return page;
    }

    static void Close(TensorPage? page)
    {
        if (page is null)
            return;
        page.Owner = null;
        page.ClosedAt = GC.CollectionCount(0);
    }

    /// <summary>Releases the native handles of tensors that the garbage collector has taken.</summary>
    public static void Sweep()
    {
        List<nint> dead = Interlocked.Exchange(ref spare, null) ?? [];
        lock (gate)
        {
            int now = GC.CollectionCount(0);
            for (int g = Oldest(); g >= 0; g--)
                SweepGeneration(g, now, dead);
            undisposed = 0;
            Volatile.Write(ref collections[0], now);
        }
        Release(CollectionsMarshal.AsSpan(dead));
        dead.Clear();
        spare = dead;
    }

    /// <summary>Many tensors have left the caches by now: each is fetched while others before it are released.</summary>
    static unsafe void Release(ReadOnlySpan<nint> dead)
    {
        const int Ahead = 6;
        for (int i = 0; i < dead.Length; i++)
        {
            if (Sse.IsSupported && i + Ahead < dead.Length)
                Sse.Prefetch0((void*)dead[i + Ahead]);
            NativeMethods.nt_tensor_release(dead[i]);
        }
    }

    /// <summary>The oldest generation that was collected since the last sweep.</summary>
    static int Oldest()
    {
        int oldest = 0;
        for (int g = 1; g < 3; g++)
        {
            int now = GC.CollectionCount(g);
            if (now != collections[g])
                oldest = g;
            collections[g] = now;
        }
        return oldest;
    }

    static void SweepGeneration(int generation, int now, List<nint> dead)
    {
        List<TensorPage> pages = generations[generation], older = generations[Math.Min(generation + 1, 2)];
        int kept = 0;
        for (int i = 0; i < pages.Count; i++)
        {
            TensorPage page = pages[i];
            if (page.Owner is { IsAlive: false })
                Close(page);
            int alive = page.Counted = page.Sweep(dead);
            if (page.Owner is null && alive == 0)
                Recycle(page);
            else if (page.Owner is not null || page.ClosedAt == now || generation == 2)
                pages[kept++] = page;
            else
                older.Add(page); // its tensors have survived a collection
        }
        pages.RemoveRange(kept, pages.Count - kept);
    }

    static void Recycle(TensorPage page)
    {
        page.Reset();
        free.Push(page);
    }
}
