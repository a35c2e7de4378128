namespace NativeTorch.Tests;

/// <summary>x[...] = value; the expected values are PyTorch's, for x = arange(24).reshape(2, 3, 4), a mask m and positions i.</summary>
public class WriteTests
{
    static readonly bool[,] mask = { { true, false, true }, { false, true, false } };

    static Tensor X => Torch.Arange(24).Reshape(2, 3, 4);

    [Theory, MemberData(nameof(Rows))]
    public void Writes(Action<Tensor, Tensor, Tensor> write, double[] expected)
    {
        Tensor x = X;
        write(x, Torch.Tensor(mask), Torch.Tensor([1L, 0]));
        Close.To(expected, [2, 3, 4], x);
    }

    public static TheoryData<Action<Tensor, Tensor, Tensor>, double[]> Rows => new()
    {
        { (x, m, i) => x[0] = 7, [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[1..] = -1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1] },
        { (x, m, i) => x[.., ^1] = Torch.Tensor([5L, 6, 7, 8]), [0, 1, 2, 3, 4, 5, 6, 7, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 19, 5, 6, 7, 8] },
        { (x, m, i) => x[0, 1] = 2.9, [0, 1, 2, 3, 2, 2, 2, 2, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[0] = Torch.Ones([1, 1, 3, 4], Dtype.Int64), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[TensorIndex.Ellipsis, 0] = x[TensorIndex.Ellipsis, 1], [1, 1, 2, 3, 5, 5, 6, 7, 9, 9, 10, 11, 13, 13, 14, 15, 17, 17, 18, 19, 21, 21, 22, 23] },
        { (x, m, i) => x[m] = 0, [0, 0, 0, 0, 4, 5, 6, 7, 0, 0, 0, 0, 12, 13, 14, 15, 0, 0, 0, 0, 20, 21, 22, 23] },
        { (x, m, i) => x[x > 10] = 0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { (x, m, i) => x[x > 10] = 2.9, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2] },
        { (x, m, i) => x[x > 20] = Torch.Tensor([1L, 2, 3]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 1, 2, 3] },
        { (x, m, i) => x[i, i] = -5, [-5, -5, -5, -5, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -5, -5, -5, -5, 20, 21, 22, 23] },
        { (x, m, i) => x[.., new[] { 0, 2 }] = Torch.Arange(4), [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 0, 1, 2, 3, 16, 17, 18, 19, 0, 1, 2, 3] },
        { (x, m, i) => x[[1], 1..3] = 9, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 9, 9, 9, 9, 9, 9, 9, 9] },
        { (x, m, i) => x[TensorIndex.Slice(step: 2), 0] += 100, [100, 101, 102, 103, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[i, 0, 0] += 100, [100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 112, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[m] *= 2, [0, 2, 4, 6, 4, 5, 6, 7, 16, 18, 20, 22, 12, 13, 14, 15, 32, 34, 36, 38, 20, 21, 22, 23] },
        { (x, m, i) => x[..] = 3, [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3] },
        { (x, m, i) => x[0, 0, 0] = Torch.Tensor(4), [4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
        { (x, m, i) => x[m] = Torch.Ones([1, 3, 4], Dtype.Int64), [1, 1, 1, 1, 4, 5, 6, 7, 1, 1, 1, 1, 12, 13, 14, 15, 1, 1, 1, 1, 20, 21, 22, 23] },
        { (x, m, i) => x[null, 0] = 1, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
    };

    [Fact]
    public void GradientsFlowThroughAssignments()
    {
        Tensor w = Torch.Ones([3], null, requiresGrad: true), v = Torch.Tensor([2f], requiresGrad: true);
        Tensor y = w * 3;
        y[1] = v[0];
        (y * Torch.Tensor([1f, 10f, 100f])).Sum().Backward();
        Close.To([3, 0, 300], w.Grad);
        Close.To([10], v.Grad);
    }

    [Fact]
    public void GradientsFlowThroughMasks()
    {
        Tensor w = Torch.Tensor([-1f, 2f, -3f], requiresGrad: true);
        Tensor y = w * 1;
        y[y < 0] = 0;
        y.Sum().Backward();
        Close.To([0, 1, 0], w.Grad);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        Tensor x = X;
        Assert.Throws<ShapeMismatchException>(() => x[0] = Torch.Ones(3));
        Assert.Throws<ShapeMismatchException>(() => x[x > 20] = Torch.Ones([2], Dtype.Int64));
        Assert.Throws<ArgumentNullException>(() => x[0] = null!);
    }

    /// <summary>What is written must not be read as an index afterwards, where it would be out of range.</summary>
    [Fact]
    public void A_tensor_may_be_its_own_index()
    {
        Tensor x = Torch.Tensor([3L, 2, 1, 0]);
        x.IndexPut_([x], Torch.Tensor([1L << 40, 1L << 41, 1L << 42, 1L << 43]));
        Assert.Equal([1L << 43, 1L << 42, 1L << 41, 1L << 40], x.ToArray<long>());
        Tensor y = Torch.Tensor([1L, 2, 3]);
        y.IndexPut_([Torch.Tensor([2L, 1, 0])], y);
        Assert.Equal([3L, 2, 1], y.ToArray<long>());
    }
}
