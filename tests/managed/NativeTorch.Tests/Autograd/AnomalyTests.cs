using System.Runtime.CompilerServices;

namespace NativeTorch.Tests;

[Collection(nameof(AloneCollection))]
public class AnomalyTests
{
    static int Line([CallerLineNumber] int line = 0) => line;

    static Tensor Unlucky(Tensor x) => (x - 1).Sqrt(); // at 1 its derivative is infinite

    [Fact]
    public void The_op_that_makes_NaN_is_named_with_its_place()
    {
        Tensor x = Torch.Tensor([1.0, 5]).RequiresGrad_();
        AutogradException e;
        using (Autograd.DetectAnomaly())
            e = Assert.Throws<AutogradException>(() => (Unlucky(x) * 0.0).Sum().Backward());
        Assert.Contains("[SqrtBackward0] gave NaN", e.Message);
        Assert.Contains(nameof(Unlucky), e.Message);
        Assert.Contains("AnomalyTests.cs:line 10", e.Message);
        (Unlucky(x) * 0.0).Sum().Backward();
        Assert.True(double.IsNaN(x.Grad.ToArray<double>()[0]));
    }

    [Fact]
    public void Errors_of_a_backward_say_where_their_op_was_called()
    {
        Tensor x = Torch.Tensor([1.0]).RequiresGrad_();
        using (Autograd.DetectAnomaly())
        {
            Tensor y = x * 1;
            Tensor z = y.Exp() * y;
            int line = Line() - 1;
            y.Add_(1);
            var e = Assert.Throws<AutogradException>(() => z.Backward());
            Assert.Contains("changed in place", e.Message);
            Assert.Contains($"AnomalyTests.cs:line {line}", e.Message);
        }
        Assert.Equal("", (x * 2).GradFn!.CalledFrom);
    }

    [Fact]
    public void What_a_backward_records_is_told_with_both_places()
    {
        Tensor x = Torch.Tensor([0.0]).RequiresGrad_();
        using (Autograd.DetectAnomaly())
        {
            Tensor first = Autograd.Grad((x + 1).Sqrt(), x, createGraph: true);
            string place = first.GradFn!.CalledFrom;
            Assert.Contains("by the backward of SqrtBackward0, recorded", place);
        }
    }
}
