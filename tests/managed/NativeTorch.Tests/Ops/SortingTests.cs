namespace NativeTorch.Tests;

/// <summary>What PyTorch's samples leave out: NaN, long rows, ties, given outputs.</summary>
public class SortingTests
{
    const float NaN = float.NaN, Inf = float.PositiveInfinity;

    [Theory]
    [InlineData(10)]
    [InlineData(2000)] // by radix
    public void SortIsStableInEveryDtype(int length)
    {
        foreach (Dtype dtype in new[] { Dtype.UInt8, Dtype.Int8, Dtype.Int16, Dtype.Int32, Dtype.Int64, Dtype.Float16, Dtype.BFloat16, Dtype.Float32, Dtype.Float64 })
            foreach (bool descending in new[] { false, true })
            {
                Torch.ManualSeed(1);
                Tensor x = Torch.RandInt(dtype == Dtype.UInt8 ? 0 : -9, 10, [length]).To(dtype);
                long[] keys = x.To(Dtype.Int64).ToArray<long>();
                IEnumerable<long> places = Enumerable.Range(0, length).Select(i => (long)i);
                long[] expected = [.. descending ? places.OrderByDescending(i => keys[i]) : places.OrderBy(i => keys[i])];
                var (values, indices) = x.Sort(descending: descending);
                Assert.Equal(expected, indices.ToArray<long>());
                Assert.Equal(expected.Select(i => keys[i]), values.To(Dtype.Int64).ToArray<long>());
            }
    }

    [Fact]
    public void NaNIsTheGreatestAndZerosAreEqual()
    {
        Tensor x = Torch.Tensor([NaN, 1, -Inf, 0f, -0f, Inf, NaN, -1]);
        Assert.Equal([2, 7, 3, 4, 1, 5, 0, 6], x.ArgSort().ToArray<long>());
        Assert.Equal([0, 6, 5, 1, 3, 4, 7, 2], x.ArgSort(descending: true).ToArray<long>());
        Assert.Equal([NaN, NaN, Inf], x.TopK(3).Values.ToArray<float>());
        Assert.Equal([-Inf, -1], x.TopK(2, largest: false).Values.ToArray<float>());
        Assert.Equal(0, x.Median(0).Indices.Item<long>());
        Assert.Equal(0f, x.NanMedian().Item<float>());
        Assert.Equal(NaN, x.KthValue(8).Values.Item<float>());
    }

    [Fact]
    public void OutputsReceiveBothResults()
    {
        Tensor x = Torch.Tensor([3f, 1, 2]), values = Torch.Empty([3]), indices = Torch.Empty([3], Dtype.Int64);
        x.Sort(valuesOutput: values, indicesOutput: indices);
        Assert.Equal([1f, 2, 3], values.ToArray<float>());
        Assert.Equal([1L, 2, 0], indices.ToArray<long>());
        Assert.Throws<DtypeMismatchException>(() => x.Sort(valuesOutput: Torch.Empty([3], Dtype.Float64)));
        Assert.Equal(6f, x.Sum(output: Torch.Empty([])).Item<float>());
    }

    [Fact]
    public void SearchesTreatNaNAsTheGreatest()
    {
        Tensor sorted = Torch.Tensor([1f, 2, 2, NaN]), x = Torch.Tensor([0f, 2, 3, NaN]);
        Assert.Equal([0L, 1, 3, 3], Torch.SearchSorted(sorted, x).ToArray<long>());
        Assert.Equal([0L, 3, 3, 4], Torch.SearchSorted(sorted, x, side: SearchSide.Right).ToArray<long>());
        Assert.Equal([false, true, false, false], Torch.IsIn(x, sorted).ToArray<bool>());
        Assert.Throws<ArgumentException>(() => Torch.SearchSorted(sorted, x, right: true, side: SearchSide.Left));
    }

    [Fact]
    public void UniqueKeepsNaNsApart()
    {
        var (values, inverse, counts) = Torch.Tensor([NaN, 2f, 1, 2, NaN]).Unique(returnInverse: true, returnCounts: true);
        Assert.Equal([1f, 2, NaN, NaN], values.ToArray<float>());
        Assert.Equal([2L, 1, 0, 1, 3], inverse!.ToArray<long>());
        Assert.Equal([1L, 2, 1, 1], counts!.ToArray<long>());
        Assert.Null(values.Unique().Inverse);
    }

    [Fact]
    public void WrongCallsAreRefused()
    {
        Tensor x = Torch.Ones([2, 3]), truth = Torch.Ones([2], Dtype.Bool);
        Assert.Throws<ArgumentException>(() => x.TopK(4));
        Assert.Throws<ArgumentException>(() => x.KthValue(0));
        Assert.Throws<TensorIndexException>(() => x.Sort(2));
        Assert.Throws<DtypeMismatchException>(() => truth.ArgMax());
        Assert.Throws<DtypeMismatchException>(() => truth.Median());
        Assert.Throws<TensorIndexException>(() => Torch.Empty([0, 2]).Mode(0));
        Assert.Throws<ArgumentException>(() => x.Histc(0));
        Assert.Throws<ArgumentException>(() => Torch.Tensor([1L, -1]).BinCount());
    }
}
