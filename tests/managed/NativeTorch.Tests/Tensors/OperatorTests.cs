namespace NativeTorch.Tests;

public class OperatorTests
{
    static Tensor A => Torch.Tensor([1f, -2f, 3f]);

    static Tensor B => Torch.Tensor([4f, 5f, -6f]);

    static Tensor I => Torch.Tensor([5L, -5, 6]);

    [Theory, MemberData(nameof(Rows))]
    public void Computes(Func<Tensor> compute, Dtype dtype, double[] expected)
    {
        Tensor result = compute();
        Assert.Equal(dtype, result.Dtype);
        Close.To(expected, result);
    }

    public static TheoryData<Func<Tensor>, Dtype, double[]> Rows => new()
    {
        { () => A + B, Dtype.Float32, [5, 3, -3] },
        { () => A - B, Dtype.Float32, [-3, -7, 9] },
        { () => A * B, Dtype.Float32, [4, -10, -18] },
        { () => A / B, Dtype.Float32, [0.25, -0.4, -0.5] },
        { () => I % 3, Dtype.Int64, [2, 1, 0] },
        { () => -A, Dtype.Float32, [-1, 2, -3] },
        { () => A + 2, Dtype.Float32, [3, 0, 5] },
        { () => 2 + A, Dtype.Float32, [3, 0, 5] },
        { () => A - 2.5, Dtype.Float32, [-1.5, -4.5, 0.5] },
        { () => 2.5f - A, Dtype.Float32, [1.5, 4.5, -0.5] },
        { () => 2L * A, Dtype.Float32, [2, -4, 6] },
        { () => 6 / A, Dtype.Float32, [6, -3, 2] },
        { () => 7 % Torch.Tensor([4L, -4]), Dtype.Int64, [3, -1] },
        { () => I + 0.5, Dtype.Float32, [5.5, -4.5, 6.5] },
        { () => I / 2, Dtype.Float32, [2.5, -2.5, 3] },
        { () => I + true, Dtype.Int64, [6, -4, 7] },
        { () => I + A, Dtype.Float32, [6, -7, 9] },
        { () => Torch.Ones([2], Dtype.Float64) + Torch.Ones(2), Dtype.Float64, [2, 2] },
        { () => Torch.Ones([2], Dtype.Float16) + 1.5, Dtype.Float16, [2.5, 2.5] },
        { () => Torch.Ones([2], Dtype.UInt8) + Torch.Ones([2], Dtype.Int8), Dtype.Int16, [2, 2] },
        { () => A < B, Dtype.Bool, [1, 1, 0] },
        { () => A <= 1, Dtype.Bool, [1, 1, 0] },
        { () => A > 0, Dtype.Bool, [1, 0, 1] },
        { () => 0 > A, Dtype.Bool, [0, 1, 0] },
        { () => 1 >= A, Dtype.Bool, [1, 1, 0] },
        { () => 0 < A, Dtype.Bool, [1, 0, 1] },
        { () => 1 <= A, Dtype.Bool, [1, 0, 1] },
        { () => A.Eq(3), Dtype.Bool, [0, 0, 1] },
        { () => A.Ne(A), Dtype.Bool, [0, 0, 0] },
        { () => (A > 0) & (B > 0), Dtype.Bool, [1, 0, 0] },
        { () => (A > 0) | (B > 0), Dtype.Bool, [1, 1, 1] },
        { () => (A > 0) ^ true, Dtype.Bool, [0, 1, 0] },
        { () => ~(A > 0), Dtype.Bool, [0, 1, 0] },
        { () => I & 4, Dtype.Int64, [4, 0, 4] },
        { () => ~I, Dtype.Int64, [-6, 4, -7] },
        { () => A.Add(B, alpha: 2), Dtype.Float32, [9, 8, -9] },
        { () => A.Add(1, alpha: 2), Dtype.Float32, [3, 0, 5] },
        { () => A.Pow(2), Dtype.Float32, [1, 4, 9] },
        { () => A.Clamp(min: 0), Dtype.Float32, [1, 0, 3] },
        { () => A.Clamp(-1, 2), Dtype.Float32, [1, -1, 2] },
        { () => A.Reshape(3, 1) * B, Dtype.Float32, [4, 5, -6, -8, -10, 12, 12, 15, -18] },
        { () => A.Sum(), Dtype.Float32, [2] },
        { () => I.Sum(), Dtype.Int64, [6] },
        { () => Torch.Ones(2, 3).Sum(1), Dtype.Float32, [3, 3] },
        { () => Torch.Ones(2, 3).Mean(dim: [0, 1], keepDim: true), Dtype.Float32, [1] },
        { () => A.Max(), Dtype.Float32, [3] },
        { () => A.Max(B), Dtype.Float32, [4, 5, 3] },
        { () => A.Max(dim: 0).Indices, Dtype.Int64, [2] },
        { () => A.ArgMax(), Dtype.Int64, [2] },
        { () => Torch.Tensor([[1f, 2f], [3f, 4f]]).Matmul(Torch.Tensor([1f, 1f])), Dtype.Float32, [3, 7] },
        { () => Torch.Arange(6).Reshape(2, 3).T, Dtype.Int64, [0, 3, 1, 4, 2, 5] },
        { () => Torch.Arange(5).Split(2)[2], Dtype.Int64, [4] },
        { () => Torch.Arange(5).Chunk(2)[0], Dtype.Int64, [0, 1, 2] },
    };

    [Fact]
    public void EqualityIsOfReferences()
    {
        Tensor a = A, same = a;
        Assert.True(a == same);
        Assert.False(a == A);
        Assert.False(a.Equals(A));
    }

    [Fact]
    public void CompoundAssignmentIsInPlace()
    {
        Tensor x = A, view = x[..2], same = x;
        x += B;
        x -= 1;
        x *= 2;
        x /= Torch.Tensor([4f, 4f, 4f]);
        Assert.Same(same, x);
        Close.To([2, 1, -2], x);
        Close.To([2, 1], view);
        Tensor i = I;
        i %= 4;
        i &= 3;
        i |= 8;
        i ^= 1;
        Close.To([8, 10, 11], i);
    }

    [Fact]
    public void InPlaceOpsReturnThis()
    {
        Tensor x = A;
        Assert.Same(x, x.Exp_());
        Assert.Same(x, x.Fill_(2).Add_(1).Mul_(B));
        Close.To([12, 15, -18], x);
        Assert.Same(x, x.Zero_());
        Close.To([0, 0, 0], x);
        Assert.Throws<DtypeMismatchException>(() => I.Add_(0.5));
        Assert.Throws<ShapeMismatchException>(() => Torch.Ones(1).Add_(A));
    }

    [Fact]
    public void OutputsReceiveResults()
    {
        Tensor output = Torch.Empty(3);
        Assert.Same(output, A.Add(B, output));
        Close.To([5, 3, -3], output);
        Assert.Same(output, Torch.Add(A, B, output: output, alpha: 2));
        Assert.Equal(A.Add(B, alpha: 2).ToArray<float>(), output.ToArray<float>());
        A.Clamp(output, min: 0);
        Close.To([1, 0, 3], output);
        A.Neg(output);
        Close.To([-1, 2, -3], output);
    }
}
