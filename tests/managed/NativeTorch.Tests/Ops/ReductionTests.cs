namespace NativeTorch.Tests;

/// <summary>What PyTorch's samples leave out of reductions, norms and distances.</summary>
public class ReductionTests
{
    [Fact]
    public void ProductsBesideZerosAreDifferentiatedTwice()
    {
        foreach (double[] values in new double[][] { [2, 0, 3], [0, 2, 0], [1, 2, 3, 4, 0] })
        {
            Tensor x = Torch.Tensor(values, requiresGrad: true);
            Tensor gradient = Autograd.Grad([x.Prod()], [x], createGraph: true)[0]!;
            for (int i = 0; i < values.Length; i++)
                Assert.Equal(Others(values, i), gradient[i].Item<double>());
            Tensor second = Autograd.Grad([gradient[0]], [x])[0]!;
            for (int i = 1; i < values.Length; i++)
                Assert.Equal(Others(values, 0, i), second[i].Item<double>());
        }
        static double Others(double[] values, params int[] without) =>
            values.Where((_, i) => !without.Contains(i)).Aggregate(1.0, (a, b) => a * b);
    }

    [Fact]
    public void DeviationsOfConstantsHaveNoSlope()
    {
        Tensor x = Torch.Ones([4], null, requiresGrad: true);
        x.Std().Backward();
        Assert.Equal(new float[4], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void UnbiasedIsACorrectionOfOne()
    {
        Tensor x = Torch.Tensor([1.0, 2, 4, 8]);
        Assert.Equal(x.Var().Item<double>(), x.Var(true).Item<double>());
        Assert.Equal(x.Var(correction: 0).Item<double>(), x.Var(false).Item<double>());
        Assert.Equal(x.Std(0, false).Item<double>(), x.StdMean(false).Std.Item<double>());
        Assert.Equal(3.75, x.VarMean(0, true).Mean.Item<double>());
        Assert.Equal([1L], x.Var([0], true, keepDim: true).Shape.ToArray());
    }

    [Fact]
    public void LogSumExpOfNothingLikelyHasNoSlope()
    {
        Tensor x = Torch.Full([3], double.NegativeInfinity, Dtype.Float64, requiresGrad: true);
        Tensor y = x.LogSumExp(0);
        y.Backward();
        Assert.Equal(double.NegativeInfinity, y.Item<double>());
        Assert.Equal(new double[3], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void NormsOfHalvesDoNotOverflowOnTheWay()
    {
        Tensor x = Torch.Full([4], 100, Dtype.Float16);
        Assert.Equal(200f, x.Norm(2).To(Dtype.Float32).Item<float>());
        Assert.Equal(141.4f, Torch.Linalg.VectorNorm(x, 4).To(Dtype.Float32).Item<float>(), 0.1f);
        Assert.Throws<ArgumentException>(() => Torch.Empty([0]).Norm(double.PositiveInfinity));
        Assert.Throws<DtypeMismatchException>(() => Torch.Ones([2], Dtype.Int64).Norm());
    }

    [Fact]
    public void DistancesByProductAgreeWithPairs()
    {
        Torch.ManualSeed(1);
        Tensor a = Torch.Randn([30, 4], Dtype.Float64, requiresGrad: true), b = Torch.Randn([7, 4], Dtype.Float64);
        Tensor product = a.Cdist(b), pairs = a.Cdist(b, computeMode: CdistComputeMode.DonotUseMmForEuclidDist);
        Assert.True((product - pairs).Abs().Max().Item<double>() < 1e-12);
        Tensor first = Autograd.Grad([product.Sum()], [a])[0]!, second = Autograd.Grad([pairs.Sum()], [a])[0]!;
        Assert.True((first - second).Abs().Max().Item<double>() < 1e-12);
    }

    [Fact]
    public void TheCtcGradientSaysThatItHasNone()
    {
        Torch.ManualSeed(1);
        Tensor x = Torch.Randn([6, 2, 4], Dtype.Float64, requiresGrad: true);
        Tensor loss = F.CtcLoss(x.LogSoftmax(2), Torch.Tensor([1L, 2, 3, 1]), [6, 5], [2, 2]);
        Tensor gradient = Autograd.Grad([loss], [x], createGraph: true)[0]!;
        Assert.Throws<AutogradException>(() => gradient.Sum().Backward());
    }

    [Fact]
    public void OnlyDivergencesAreAveragedOverTheBatch()
    {
        Tensor x = Torch.Zeros([2, 4]), t = Torch.Full([2, 4], 0.25);
        Assert.Equal(F.KlDiv(x, t, Reduction.Sum).Item<float>() / 2, F.KlDiv(x, t, Reduction.BatchMean).Item<float>());
        Assert.Throws<ArgumentException>(() => F.MseLoss(x, t, Reduction.BatchMean));
    }
}
