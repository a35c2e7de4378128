namespace NativeTorch.Tests;

/// <summary>What PyTorch refuses, in our words.</summary>
public class BadUseTests
{
    static Tensor Leaf(params double[] values) => Torch.Tensor(values).RequiresGrad_();

    public static TheoryData<string, Action, string> Cases => new()
    {
        { "a freed graph", () => { Tensor y = Leaf(1, 2).Exp().Sum(); y.Backward(); y.Backward(); }, "pass retainGraph to the first" },
        { "in place on a leaf", () => Leaf(1).Add_(1), "a leaf (1,) that requires grad cannot be changed in place" },
        { "in place on a view of a leaf", () => Leaf(1, 2)[0].Add_(1), "a view () of a leaf (2,) that requires grad" },
        { "in place on a saved tensor", () => { Tensor x = Leaf(1, 2), y = x.Exp(); y.Add_(1); y.Sum().Backward(); }, "changed in place by add" },
        { "no gradient asked for", () => Torch.Ones(1).Backward(), "does not require grad" },
        { "several elements", () => (Leaf(1, 2) * 2).Backward(), "only one-element outputs start from 1" },
        { "an unused input", () => Autograd.Grad(Leaf(1) * 2, Leaf(3)), "was not used" },
        { "an input without gradient", () => Autograd.Grad(Leaf(1) * 2, Torch.Ones(1)), "does not require grad" },
        { "a result that stops requiring grad", () => (Leaf(1) * 2).RequiresGrad = false, "only a leaf" },
        { "retain_grad without gradient", () => Torch.Ones(1).RetainGrad(), "does not require grad" },
        { "an output of another op's", () => { using var y = Torch.Empty(1); Leaf(1).Exp(output: y); }, "takes no part in autograd" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_an_AutogradException_that_says_so(string what, Action use, string message)
    {
        var e = Assert.Throws<AutogradException>(use);
        Assert.True(e.Message.Contains(message), $"{what}: {e.Message}");
    }

    [Fact]
    public void A_gradient_of_the_wrong_shape_or_dtype()
    {
        Tensor y = Leaf(1, 2) * 2;
        Assert.Contains("the gradient has sizes (3,)", Assert.Throws<ShapeMismatchException>(() => y.Backward(Torch.Ones([3], Dtype.Float64))).Message);
        Assert.Throws<DtypeMismatchException>(() => Torch.Tensor([1L]).RequiresGrad_());
        Assert.Throws<ShapeMismatchException>(() => y.Grad = Torch.Ones([3], Dtype.Float64));
    }
}
