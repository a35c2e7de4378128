namespace NativeTorch.Tests;

/// <summary>x[...] read; the expected values are PyTorch's, for x = arange(24).reshape(2, 3, 4), a mask m and positions i.</summary>
public class ReadTests
{
    static readonly bool[,] mask = { { true, false, true }, { false, true, false } };

    static Tensor X => Torch.Arange(24).Reshape(2, 3, 4);

    [Theory, MemberData(nameof(Rows))]
    public void Reads(Func<Tensor, Tensor, Tensor, Tensor> read, long[] shape, double[] expected) =>
        Close.To(expected, shape, read(X, Torch.Tensor(mask), Torch.Tensor([1L, 0])));

    public static TheoryData<Func<Tensor, Tensor, Tensor, Tensor>, long[], double[]> Rows => new()
    {
        { (x, m, i) => x[1], [3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[-1], [3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[^1], [3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[1, ^1], [4], [20, 21, 22, 23] },
        { (x, m, i) => x[1, 2, 3], [], [23] },
        { (x, m, i) => x[1..], [1, 3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[.., 1..3], [2, 2, 4], [4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[.., ..^1, ^2..], [2, 2, 2], [2, 3, 6, 7, 14, 15, 18, 19] },
        { (x, m, i) => x[.., 5..], [2, 0, 4], [] },
        { (x, m, i) => x[1..3, ^1], [1, 4], [20, 21, 22, 23] },
        { (x, m, i) => x[.., 2..1], [2, 0, 4], [] },
        { (x, m, i) => x[TensorIndex.Slice(step: 2), TensorIndex.Slice(0, 3, 2)], [1, 2, 4], [0, 1, 2, 3, 8, 9, 10, 11] },
        { (x, m, i) => x[TensorIndex.Slice(-1)], [1, 3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[TensorIndex.Ellipsis, 0], [2, 3], [0, 4, 8, 12, 16, 20] },
        { (x, m, i) => x[0, TensorIndex.Ellipsis, 1], [3], [1, 5, 9] },
        { (x, m, i) => x[TensorIndex.Ellipsis], [2, 3, 4], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[.., null], [2, 1, 3, 4], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[null, 1, TensorIndex.None], [1, 1, 3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[0, 0, 0, TensorIndex.Ellipsis], [], [0] },
        { (x, m, i) => x[i], [2, 3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
        { (x, m, i) => x[.., i], [2, 2, 4], [4, 5, 6, 7, 0, 1, 2, 3, 16, 17, 18, 19, 12, 13, 14, 15] },
        { (x, m, i) => x[i, i], [2, 4], [16, 17, 18, 19, 0, 1, 2, 3] },
        { (x, m, i) => x[i, .., i], [2, 3], [13, 17, 21, 0, 4, 8] },
        { (x, m, i) => x[0, .., i], [3, 2], [1, 0, 5, 4, 9, 8] },
        { (x, m, i) => x[[0, 1, 0]], [3, 3, 4], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
        { (x, m, i) => x[new[] { 1L, 1 }, 1..], [2, 2, 4], [16, 17, 18, 19, 20, 21, 22, 23, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[.., new[] { 2, 0 }], [2, 2, 4], [8, 9, 10, 11, 0, 1, 2, 3, 20, 21, 22, 23, 12, 13, 14, 15] },
        { (x, m, i) => x[i.Reshape(2, 1), i], [2, 2, 4], [16, 17, 18, 19, 12, 13, 14, 15, 4, 5, 6, 7, 0, 1, 2, 3] },
        { (x, m, i) => x[Torch.Tensor(1)], [3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[-i], [2, 3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
        { (x, m, i) => x[m], [3, 4], [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19] },
        { (x, m, i) => x[new[] { false, true }], [1, 3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[x > 20], [3], [21, 22, 23] },
        { (x, m, i) => x[1, x[1] > 20], [3], [21, 22, 23] },
        { (x, m, i) => x[x > 100], [0], [] },
        { (x, m, i) => x[null, m], [1, 3, 4], [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19] },
        { (x, m, i) => x[.., new[] { true, false, true }, 1], [2, 2], [1, 9, 13, 21] },
        { (x, m, i) => x[m, 1..3], [3, 2], [1, 2, 9, 10, 17, 18] },
        { (x, m, i) => x[TensorIndex.Ellipsis, i], [2, 3, 2], [1, 0, 5, 4, 9, 8, 13, 12, 17, 16, 21, 20] },
        { (x, m, i) => x[i, TensorIndex.Ellipsis, 0], [2, 3], [12, 16, 20, 0, 4, 8] },
    };

    [Fact]
    public void NumbersAndRangesGiveViews()
    {
        Tensor x = X;
        Assert.True(x[1].SharesStorageWith(x));
        Assert.True(x[.., 1..3, ^1].SharesStorageWith(x));
        Assert.True(x[null, TensorIndex.Ellipsis].SharesStorageWith(x));
        Assert.False(x[[1]].SharesStorageWith(x));
        Assert.False(x[x > 3].SharesStorageWith(x));
    }

    [Theory, MemberData(nameof(Failures))]
    public void Refuses(Func<Tensor, Tensor> read, Type exception) =>
        Assert.IsType(exception, Assert.ThrowsAny<ArgumentException>(() => read(X)));

    public static TheoryData<Func<Tensor, Tensor>, Type> Failures => new()
    {
        { x => x[2], typeof(TensorIndexException) },
        { x => x[-3], typeof(TensorIndexException) },
        { x => x[0, 0, 0, 0], typeof(TensorIndexException) },
        { x => x[^0], typeof(TensorIndexException) },
        { x => x[[5]], typeof(TensorIndexException) },
        { x => x[Torch.Tensor([0.5f])], typeof(DtypeMismatchException) },
        { x => x[Torch.Ones([3], Dtype.Bool)], typeof(TensorIndexException) },
        { x => x[TensorIndex.Ellipsis, TensorIndex.Ellipsis], typeof(ArgumentException) },
        { x => x[TensorIndex.Slice(step: 0)], typeof(ArgumentOutOfRangeException) },
        { x => x[TensorIndex.Slice(step: -1)], typeof(ArgumentOutOfRangeException) },
        { x => Torch.Tensor(1)[0], typeof(TensorIndexException) },
    };
}
