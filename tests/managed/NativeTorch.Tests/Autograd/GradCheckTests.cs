namespace NativeTorch.Tests;

public class GradCheckTests
{
    static Tensor Double(params double[] values) => Torch.Tensor(values).RequiresGrad_();

    [Fact]
    public void Right_derivatives_agree()
    {
        var report = Autograd.GradCheck(xs => [xs[0] * xs[1].Exp(), xs[0].Sum()], [Double(1, 2, 3), Double(0.5, -1, 2)]);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal((3 + 3) * (3 + 1), report.Checked);
        Assert.True(Autograd.GradGradCheck(x => x.Sin() * x, Double(0.3, -2)).Passed);
    }

    /// <summary>Detaching hides half of the derivative: what a forgotten term looks like.</summary>
    [Fact]
    public void A_wrong_derivative_is_named_with_both_numbers()
    {
        var report = Autograd.GradCheck(x => x * x.Detach(), Double(1, 3));
        Assert.False(report.Passed);
        Assert.Equal(2, report.Failures);
        Assert.Equal((0, 1L, 0, 1L), (report.Worst!.Input, report.Worst.InputIndex![0], report.Worst.Output, report.Worst.OutputIndex![0]));
        Assert.Equal(3, report.Worst.Analytical, 9);
        Assert.Equal(6, report.Worst.Numerical, 5);
        Assert.Contains("d output0[1] / d input0[1] is 3 by backward, 6", report.ToString());
        Assert.False(Autograd.GradGradCheck(x => x * x * x.Detach(), Double(1, 3)).Passed);
    }

    [Fact]
    public void Single_precision_is_refused_with_advice()
    {
        Tensor x = Torch.Ones(2).RequiresGrad_();
        var e = Assert.Throws<DtypeMismatchException>(() => Autograd.GradCheck(t => t * t, x));
        Assert.Contains("To(Dtype.Float64)", e.Message);
        Assert.Throws<AutogradException>(() => Autograd.GradCheck(t => t * t, Torch.Ones([2], Dtype.Float64)));
    }

    [Fact]
    public void Jacobian_and_Hessian()
    {
        Tensor x = Torch.Tensor([1.0, 2.0]);
        Tensor jacobian = Autograd.Jacobian(t => t * t.Sum(), x);
        Assert.Equal([2, 2], jacobian.Shape.ToArray());
        Assert.Equal([4.0, 1, 2, 5], jacobian.ToArray<double>());
        Tensor hessian = Autograd.Hessian(t => (t * t * t).Sum() + t[0] * t[1], x);
        Assert.Equal([6.0, 1, 1, 12], hessian.ToArray<double>());
    }

    [Fact]
    public void Jacobian_of_what_does_not_depend_is_zero()
    {
        Tensor[][] jacobians = Autograd.Jacobian(xs => [xs[0] * 2, Torch.Ones([1], Dtype.Float64)], [Torch.Tensor([1.0]), Torch.Tensor([5.0, 6])]);
        Assert.Equal([0.0, 0], jacobians[0][1].ToArray<double>());
        Assert.Equal([0.0], jacobians[1][0].ToArray<double>());
    }

    [Fact]
    public void Products_with_the_Jacobian_and_the_Hessian()
    {
        Tensor x = Torch.Tensor([1.0, 2.0]), v = Torch.Tensor([1.0, -1.0]);
        Tensor[] F(Tensor[] xs) => [xs[0] * xs[0].Sum()];
        Assert.Equal([4.0 - 2, 1 - 5], Autograd.Vjp(F, [x], [v]).Product[0].ToArray<double>());
        Assert.Equal([4.0 - 1, 2 - 5], Autograd.Jvp(F, [x], [v]).Product[0].ToArray<double>());
        var (output, product) = Autograd.Hvp(xs => (xs[0] * xs[0] * xs[0]).Sum(), [x], [v]);
        Assert.Equal(9.0, output.Item<double>());
        Assert.Equal([6.0, -12], product[0].ToArray<double>());
        Assert.Throws<ShapeMismatchException>(() => Autograd.Jvp(F, [x], [Torch.Ones([3], Dtype.Float64)]));
    }

    [Fact]
    public void A_Jacobian_can_be_differentiated()
    {
        Tensor x = Double(2);
        Tensor slope = Autograd.Jacobian(t => t * t * t, x, createGraph: true);
        slope.Sum().Backward();
        Assert.Equal(12.0, x.Grad.Item<double>());
    }
}
