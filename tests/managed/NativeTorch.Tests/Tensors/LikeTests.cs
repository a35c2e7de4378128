namespace NativeTorch.Tests;

/// <summary>Tensors like another lie in memory as it does, and random ones are drawn along memory; numbers are PyTorch 1.13's.</summary>
public class LikeTests
{
    static readonly Tensor transposed = Torch.Arange(6).To(Dtype.Float64).Reshape(2, 3).T;

    public static TheoryData<Func<Tensor, Tensor>> All =>
    [
        x => Torch.EmptyLike(x), x => Torch.ZerosLike(x), x => Torch.OnesLike(x), x => Torch.FullLike(x, 3), x => Torch.RandLike(x),
        x => Torch.RandnLike(x), x => Torch.RandIntLike(x, 9), x => x.Clone(), x => x.To(Dtype.Float16), x => x.Flip(0),
        x => Torch.ZerosLike(x, Dtype.Int64), x => Torch.OnesLike(x, Dtype.Bool),
    ];

    [Theory, MemberData(nameof(All))]
    public void LiesAsTheOther(Func<Tensor, Tensor> like)
    {
        Assert.Equal([1, 3], like(transposed).Strides);
        Assert.Equal([5, 1], like(Torch.Zeros(3, 1).Expand(3, 5)).Strides);
        Assert.Equal([60, 1, 15, 3], like(Torch.Zeros(2, 4, 5, 3).Permute(0, 3, 1, 2)).Strides);
        Assert.Equal([30, 1, 15, 3], like(Torch.Zeros(2, 4, 5, 3).Permute(0, 3, 1, 2)[.., .., 1..3]).Strides);
    }

    [Fact]
    public void HasItsValues()
    {
        Close.To([0, 0, 0, 0, 0, 0], [3, 2], Torch.ZerosLike(transposed));
        Close.To([3, 3, 3, 3, 3, 3], [3, 2], Torch.FullLike(transposed, 3));
        Close.To([1, 1, 1, 1, 1, 1], [3, 2], Torch.OnesLike(transposed, Dtype.Int16));
        Tensor leaf = Torch.ZerosLike(transposed, requiresGrad: true);
        Assert.True(leaf.IsLeaf && leaf.RequiresGrad);
        Assert.False(Torch.EmptyLike(transposed.RequiresGrad_(false)).RequiresGrad);
        Assert.Equal([0.0, 3, 1, 4, 2, 5], transposed.ToArray<double>());
    }

    [Fact]
    public void DrawsAlongMemory()
    {
        using Tensor like = Torch.Zeros(4, 6).T;
        Tensor Seeded(Func<Tensor> draw)
        {
            Torch.ManualSeed(3);
            return draw();
        }
        Close.To(Seeded(() => Torch.Rand(4, 6)).T.ToArray<float>().Select(x => (double)x).ToArray(), [6, 4], Seeded(() => Torch.RandLike(like)));
        Assert.Equal(Seeded(() => Torch.RandInt(100, [4, 6])).T.ToArray<long>(), Seeded(() => Torch.RandIntLike(like, 100, Dtype.Int64)).ToArray<long>());
        Close.To([0.80327606, 0.33749509, -0.86463559, 0.49518901], [4], Seeded(() => Torch.RandnLike(like))[0], 1e-6);
        // What others draw does not follow memory.
        Tensor kept = Seeded(() => F.Dropout(like + 1, 0.5, true));
        Assert.Equal([1, 6], kept.Strides);
        Assert.Equal(Seeded(() => F.Dropout(Torch.Ones(6, 4), 0.5, true)).ToArray<float>(), kept.ToArray<float>());
        Assert.Equal([4, 1], Torch.Normal(like, 1).Strides);
    }
}
