using System.Runtime.CompilerServices;

namespace NativeTorch.Interop;

/// <summary>All tensors' handles, in pages by age, as the collector's generations. <see cref="Sweep"/> releases those whose
/// tensor was collected; it runs after every collection, on whichever thread comes first.</summary>
static class TensorRegistry
{
    /// <summary>Undisposed tensors, in pages, after which a collection is due even if they hold few bytes.</summary>
    const int PagesBetweenCollections = 32;

    static readonly Lock gate = new();
    static readonly List<TensorPage>[] generations = [[], [], []];
    static readonly Stack<TensorPage> free = new();
    static readonly int[] collections = new int[3];
    static int taken;
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
        else if (Volatile.Read(ref taken) > PagesBetweenCollections)
            MemoryPressure.CollectYoung();
        lock (gate)
        {
            TensorPage? full = current;
            if (full is not null && full.IsEmpty()) // all were disposed: no need to bother anybody
            {
                full.Reset();
                return full;
            }
            Close(full);
            return current = Open();
        }
    }

    static TensorPage Open()
    {
        if (taken++ == 0)
            CollectionWatch.Start();
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
            taken = 0;
            Volatile.Write(ref collections[0], now);
        }
        foreach (nint handle in dead)
            NativeMethods.nt_tensor_release(handle);
        dead.Clear();
        spare = dead;
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
            int alive = page.Sweep(dead);
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
