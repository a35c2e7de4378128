using BenchmarkDotNet.Attributes;
using NativeTorch;
using NativeTorch.Interop;

namespace NativeTorch.Benchmarks.Diagnosis;

/// <summary>What one op costs from C#: <c>a + b</c> on one element, beside what the call alone costs. Where the time goes:
/// PInvoke is the transition; NativeAdd adds the op itself (checks, iterator, allocation, release); AddUsing adds the
/// Tensor object, its guard and its Dispose; AddNoDispose leaves the release to the finalizer.</summary>
[MemoryDiagnoser]
public unsafe class OneElementAdd
{
    readonly Tensor a = Torch.Tensor([1f]), b = Torch.Tensor([2f]);
    readonly Tensor w = Torch.Tensor([1f]).RequiresGrad_();
    nint nativeA, nativeB;

    [GlobalSetup]
    public void Setup()
    {
        nint x, y;
        NtScalar zero = new() { Kind = 1 };
        long one = 1;
        Native.Check(NativeMethods.nt_full(&one, 1, zero, (int)Dtype.Float32, 0, 0, &x));
        Native.Check(NativeMethods.nt_full(&one, 1, zero, (int)Dtype.Float32, 0, 0, &y));
        (nativeA, nativeB) = (x, y);
    }

    [Benchmark(Baseline = true)]
    public int PInvoke()
    {
        int threads;
        NativeMethods.nt_get_num_threads(&threads);
        return threads;
    }

    [Benchmark]
    public void NativeAdd()
    {
        nint result;
        NtScalar alpha = new() { Kind = 1, Bits = 1 };
        NativeMethods.nt_add(nativeA, nativeB, alpha, 0, &result);
        NativeMethods.nt_tensor_release(result);
    }

    [Benchmark]
    public void AddUsing()
    {
        using Tensor c = a + b;
    }

    [Benchmark]
    public Tensor AddNoDispose() => a + b;

    [Benchmark]
    public void AddWithGradientUsing()
    {
        using Tensor c = w + b;
    }

    [Benchmark]
    public Tensor AddWithGradientNoDispose() => w + b;
}
