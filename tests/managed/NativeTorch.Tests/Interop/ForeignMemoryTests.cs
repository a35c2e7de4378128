using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NativeTorch.Interop;

namespace NativeTorch.Tests;

/// <summary>Tensors over memory that somebody else keeps: shared, and let go of once, at the end.</summary>
public class ForeignMemoryTests
{
    /// <summary>Native memory that counts how often it is disposed.</summary>
    sealed unsafe class Owner(int bytes) : IDisposable
    {
        public readonly byte* Data = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        int disposed;

        public int Disposed => Volatile.Read(ref disposed);

        public Tensor Share(ReadOnlySpan<long> shape, Dtype dtype, int skip = 0, int less = 0) =>
            ForeignMemory.Share(this, Data + skip, bytes - skip - less, shape, dtype);

        public void Dispose()
        {
            if (Interlocked.Increment(ref disposed) == 1)
                NativeMemory.AlignedFree(Data);
        }
    }

    [Fact]
    public void The_owner_is_disposed_once_after_the_tensor_and_all_views()
    {
        var owner = new Owner(24);
        Tensor x = owner.Share([2, 3], Dtype.Float32);
        x.Fill_(1);
        Tensor row = x[1], data = x.Detach(), turned = data.T;
        x.Dispose();
        row.Dispose();
        data.Dispose();
        Assert.Equal(0, owner.Disposed);
        Close.To([1, 1, 1, 1, 1, 1], turned.Flatten());
        turned.Dispose();
        Assert.Equal(1, owner.Disposed);
        turned.Dispose();
        Assert.Equal(1, owner.Disposed);
    }

    [Fact]
    public unsafe void Writes_in_place_reach_the_memory_and_writes_to_the_memory_the_tensor()
    {
        using var owner = new Owner(32);
        Tensor x = owner.Share([4], Dtype.Float64);
        var numbers = new Span<double>(owner.Data, 4);
        x.Zero_().Add_(2)[1..3] = Torch.Tensor([5.0, 6.0]);
        Assert.Equal([2, 5, 6, 2], numbers);
        numbers[3] = 9;
        Close.To([2, 5, 6, 9], x);
        Close.To([22], x.Sum());
        x.Dispose();
    }

    [Fact]
    public void The_collector_lets_go_of_tensors_that_nobody_disposes()
    {
        var owner = new Owner(4096);
        Abandon(owner);
        Collect(() => owner.Disposed > 0);
        Assert.Equal(1, owner.Disposed);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Abandon(Owner owner)
        {
            Tensor x = owner.Share([1024], Dtype.Float32);
            _ = x.Reshape(32, 32).T + 1;
        }
    }

    [Fact]
    public void The_graph_holds_the_memory()
    {
        var owner = new Owner(8);
        Tensor w = Torch.Ones([2], requiresGrad: true), loss;
        using (Tensor x = owner.Share([2], Dtype.Float32).Fill_(3))
        using (Tensor product = w * x)
            loss = product.Sum();
        Assert.Equal(0, owner.Disposed);
        loss.Backward();
        Assert.Equal(1, owner.Disposed);
        Close.To([3, 3], w.Grad);
    }

    /// <summary>Threads use and dispose tensors over one memory; whoever is last lets go of it, and nobody reads after that.</summary>
    [Fact]
    public async Task Dispose_may_race_on_many_threads()
    {
        for (int round = 0; round < 300; round++)
        {
            var owner = new Owner(256);
            Tensor x = owner.Share([64], Dtype.Float32).Fill_(round);
            Tensor[] views = [x[..32], x[32..], x.Detach()];
            using var start = new Barrier(views.Length + 1);
            Task[] threads = [.. views.Select(view => Task.Run(() =>
            {
                start.SignalAndWait();
                using (view)
                using (Tensor first = view[0])
                    Assert.Equal(round, first.Item<int>());
            }))];
            start.SignalAndWait();
            Parallel.Invoke(x.Dispose, x.Dispose);
            await Task.WhenAll(threads);
            Assert.Equal(1, owner.Disposed);
        }
    }

    [Fact]
    public unsafe void The_owner_is_disposed_where_there_is_no_tensor()
    {
        var owner = new Owner(24);
        Assert.Throws<ShapeMismatchException>(() => owner.Share([7], Dtype.Float32));
        Assert.Equal(1, owner.Disposed);
        owner = new Owner(24);
        var exception = Assert.Throws<ArgumentException>(() => owner.Share([2], Dtype.Float64, skip: 4, less: 4));
        Assert.Contains("aligned", exception.Message);
        Assert.Equal(1, owner.Disposed);
        owner = new Owner(3);
        (owner.Data[0], owner.Data[1], owner.Data[2]) = (1, 0, 2);
        exception = Assert.Throws<ArgumentException>(() => owner.Share([3], Dtype.Bool));
        Assert.Contains("byte 2 of 3 is 2", exception.Message);
        Assert.Equal(1, owner.Disposed);
    }

    [Fact]
    public unsafe void A_mapped_file_is_unmapped_with_the_last_tensor()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(Enumerable.Range(0, 2048).Select(i => (float)i).ToArray()).ToArray());
            SafeHandle mapping;
            Tensor first, second;
            using (var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open))
            using (MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite))
            {
                mapping = view.SafeMemoryMappedViewHandle;
                var data = (byte*)mapping.DangerousGetHandle();
                first = ForeignMemory.Share(mapping, data, 4096, [1024], Dtype.Float32);
                second = ForeignMemory.Share(mapping, data + 4096, 4096, [32, 32], Dtype.Float32);
            }
            Assert.Equal(1023, first[1023].Item<int>());
            second.Mul_(2); // a page of the process's own: the file stays as it is
            first.Dispose();
            Assert.True(IsMapped(path));
            Assert.Equal(4094, second[^1, ^1].Item<int>());
            var written = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path));
            Assert.Equal(2047f, written[2047]);
            second.Dispose();
            Collect(() => !IsMapped(path)); // the elements that were read are views
            Assert.False(IsMapped(path));
            Assert.Throws<ObjectDisposedException>(() => ForeignMemory.Share(mapping, null, 0, [0], Dtype.Float32));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_array_is_shared_and_pinned()
    {
        float[] array = [1, 2, 3, 4, 5, 6];
        Tensor x = Torch.FromMemory<float>(array), part = Torch.FromMemory(array.AsMemory(2), [2, 2]);
        Assert.Equal([6], x.Shape);
        part.Mul_(10);
        Assert.Equal([1, 2, 30, 40, 50, 60], array);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        array[0] = 7;
        Close.To([7, 2, 30, 40, 50, 60], x);
        Assert.Equal([0], Torch.FromMemory(Memory<long>.Empty).Shape);
        Assert.Throws<ShapeMismatchException>(() => Torch.FromMemory<float>(array, [7]));
        Assert.Throws<DtypeMismatchException>(() => Torch.FromMemory<char>(new char[2]));
    }

    [Fact]
    public void An_array_is_let_go_of_with_the_tensor()
    {
        Tensor x = Share(out WeakReference array);
        GC.Collect();
        Assert.True(array.IsAlive);
        x.Dispose();
        Collect(() => !array.IsAlive);
        Assert.False(array.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Tensor Share(out WeakReference array)
        {
            var numbers = new int[100];
            array = new WeakReference(numbers);
            return Torch.FromMemory<int>(numbers);
        }
    }

    [Fact]
    public void Arrays_of_every_dtype_are_shared()
    {
        Shares<bool>([true, false, true], Dtype.Bool);
        Shares<byte>([1, 2, 255], Dtype.UInt8);
        Shares<sbyte>([1, -2, 127], Dtype.Int8);
        Shares<short>([1, -2, 3], Dtype.Int16);
        Shares<int>([1, -2, 3], Dtype.Int32);
        Shares<long>([1, -2, long.MaxValue], Dtype.Int64);
        Shares<Half>([(Half)1, (Half)(-2), (Half)0.5], Dtype.Float16);
        Shares<float>([1, -2, 0.5f], Dtype.Float32);
        Shares<double>([1, -2, 0.1], Dtype.Float64);

        static void Shares<T>(T[] array, Dtype dtype) where T : unmanaged
        {
            Tensor x = Torch.FromMemory<T>(array);
            Assert.Equal(dtype, x.Dtype);
            Assert.Equal(array, x.ToArray<T>());
            (array[0], array[2]) = (array[2], array[1]);
            Assert.Equal(array, x.ToArray<T>());
        }
    }

    static bool IsMapped(string path) => File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal);

    static void Collect(Func<bool> done)
    {
        for (int i = 0; i < 50 && !done(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TensorRegistry.Sweep();
        }
    }
}
