namespace NativeTorch.Tests;

/// <summary>Gradients against values computed by hand.</summary>
public class AutogradTests
{
    static Tensor Leaf(params float[] values) => Torch.Tensor<float>(values, requiresGrad: true);

    [Theory, MemberData(nameof(Rows))]
    public void Differentiates(Func<Tensor, Tensor> function, float[] at, double[] gradient)
    {
        Tensor x = Leaf(at);
        function(x).Sum().Backward();
        Close.To(gradient, x.Grad, 1e-5);
    }

    public static TheoryData<Func<Tensor, Tensor>, float[], double[]> Rows => new()
    {
        { x => x + 3, [1, 2], [1, 1] },
        { x => x + x, [1, 2], [2, 2] },
        { x => 5 - x, [1, 2], [-1, -1] },
        { x => x * x, [1, 2], [2, 4] },
        { x => x * Torch.Tensor([3f, 4f]), [1, 2], [3, 4] },
        { x => 1 / x, [1, 2], [-1, -0.25] },
        { x => x.Pow(3), [1, 2], [3, 12] },
        { x => x.Exp(), [0, 1], [1, Math.E] },
        { x => x.Log(), [1, 2], [1, 0.5] },
        { x => x.Relu(), [-1, 2], [0, 1] },
        { x => x.Clamp(min: 0), [-1, 2], [0, 1] },
        { x => x.Sigmoid(), [0], [0.25] },
        { x => x.Mean(), [1, 2], [0.5, 0.5] },
        { x => x.Reshape(2, 1) * Torch.Ones(2, 3), [1, 2], [3, 3] },
        { x => x[0] * 5, [1, 2], [5, 0] },
        { x => x[[1, 1]], [1, 2], [0, 2] },
        { x => x.Max(), [1, 2], [0, 1] },
        { x => Torch.Cat([x, x * 2]), [1, 2], [3, 3] },
        { x => Torch.Where(x > 1, x * x, 0), [1, 2], [0, 4] },
        { x => x.To(Dtype.Float64) * 2, [1, 2], [2, 2] },
        { x => x.Detach() * x, [1, 2], [1, 2] },
        { x => F.MseLoss(x, Torch.Zeros(2)), [1, 2], [1, 2] },
        { x => F.MseLoss(x, Torch.Zeros(2), Reduction.Sum), [1, 2], [2, 4] },
    };

    [Fact]
    public void MatmulsGradientsAreProducts()
    {
        Tensor a = Torch.Tensor(new[,] { { 1f, 2f }, { 3f, 4f } }, requiresGrad: true);
        Tensor b = Torch.Tensor(new[,] { { 5f, 6f }, { 7f, 8f } }, requiresGrad: true);
        a.Matmul(b).Sum().Backward();
        Close.To([11, 15, 11, 15], a.Grad);
        Close.To([4, 4, 6, 6], b.Grad);
    }

    [Fact]
    public void GradientsAccumulate()
    {
        Tensor x = Leaf(2);
        (x * 3).Backward();
        (x * 4).Backward();
        Close.To([7], x.Grad);
        x.Grad = null;
        Assert.Null(x.Grad);
        x.Grad = Torch.Ones(1);
        Close.To([1], x.Grad);
    }

    [Fact]
    public void SecondDerivativesCome()
    {
        Tensor x = Leaf(2);
        Tensor first = Autograd.Grad(x.Pow(3), x, createGraph: true);
        Close.To([12], first);
        Close.To([12], Autograd.Grad(first, x));
        Assert.Null(x.Grad);
    }

    [Fact]
    public void UnusedInputsAreSaid()
    {
        Tensor x = Leaf(1), y = Leaf(1);
        Assert.Throws<AutogradException>(() => Autograd.Grad([x * 2], [x, y]));
        Tensor[] grads = Autograd.Grad([x * 2], [x, y], allowUnused: true);
        Close.To([2], grads[0]);
        Assert.Null(grads[1]);
    }

    [Fact]
    public void BackwardTakesAGradient()
    {
        Tensor x = Leaf(1, 2);
        (x * x).Backward(Torch.Tensor([1f, 10f]));
        Close.To([2, 40], x.Grad);
    }

    [Fact]
    public void TheGraphCanBeWalked()
    {
        Tensor x = Leaf(1), y = x * 2 + 1;
        GradNode add = y.GradFn!;
        Assert.Equal("AddBackward0", add.Name);
        GradNode mul = add.NextFunctions[0].Node!;
        Assert.Equal("MulBackward0", mul.Name);
        GradNode leaf = mul.NextFunctions[0].Node!;
        Assert.Equal("AccumulateGrad", leaf.Name);
        Assert.True(leaf.Variable!.SharesStorageWith(x));
        Assert.Null(add.Variable);
        Assert.Equal(add, y.GradFn);
        Assert.NotEqual(add, mul);
        Assert.True(x.IsLeaf);
        Assert.False(y.IsLeaf);
        Assert.Null(x.GradFn);
    }

    [Fact]
    public void NothingIsRecordedInNoGrad()
    {
        Tensor x = Leaf(1);
        Assert.True(Torch.IsGradEnabled);
        using (Torch.NoGrad())
        {
            Assert.False(Torch.IsGradEnabled);
            Assert.False((x * 2).RequiresGrad);
            using (Torch.EnableGrad())
                Assert.True((x * 2).RequiresGrad);
            x += 1;
        }
        Assert.True(Torch.IsGradEnabled);
        Close.To([2], x);
    }

    [Fact]
    public void NonLeavesKeepGradientsOnRequest()
    {
        Tensor x = Leaf(3), y = x * 2;
        y.RetainGrad();
        (y * y).Backward();
        Close.To([12], y.Grad);
    }

    [Fact]
    public void TrainingReducesTheLoss()
    {
        Torch.ManualSeed(0);
        Tensor x = Torch.Randn(64, 3), target = x.Matmul(Torch.Tensor([1f, -2f, 0.5f])) + 1;
        Tensor w = Torch.Zeros([3], null, requiresGrad: true), b = Torch.Zeros([1], null, requiresGrad: true);
        for (int step = 0; step < 200; step++)
        {
            Tensor loss = F.MseLoss(x.Matmul(w) + b, target);
            loss.Backward();
            using (Torch.NoGrad())
            {
                w -= 0.1 * w.Grad;
                b -= 0.1 * b.Grad;
            }
            (w.Grad, b.Grad) = (null, null);
        }
        Close.To([1, -2, 0.5], w, 1e-3);
        Close.To([1], b, 1e-3);
    }
}
