using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

public class UtilsTests
{
    static Tensor WithGradient(params double[] gradient)
    {
        Tensor x = Torch.Zeros([gradient.Length], Dtype.Float64).RequiresGrad_();
        x.Grad = Torch.Tensor(gradient);
        return x;
    }

    [Theory]
    [InlineData(2.0, 5.0)]
    [InlineData(1.0, 7.0)]
    [InlineData(double.PositiveInfinity, 4.0)]
    public void Norms_are_clipped_together(double normType, double norm)
    {
        Tensor a = WithGradient(3, 0), b = WithGradient(-4), none = Torch.Zeros(2).RequiresGrad_();
        Assert.Equal(norm, Utils.ClipGradNorm_([a, b, none], maxNorm: 1, normType).Item<double>(), 12);
        double factor = 1 / (norm + 1e-6);
        Close.To([3 * factor, 0], a.Grad, 1e-12);
        Close.To([-4 * factor], b.Grad, 1e-12);
        Utils.ClipGradNorm_([a, b], maxNorm: 100, normType);
        Close.To([3 * factor, 0], a.Grad, 1e-12);
    }

    [Fact]
    public void A_norm_that_is_not_finite_is_an_error_on_request()
    {
        Tensor a = WithGradient(double.NaN);
        Assert.True(double.IsNaN(Utils.ClipGradNorm_([a], 1).Item<double>()));
        Assert.Throws<ArithmeticException>(() => Utils.ClipGradNorm_([a], 1, errorIfNonfinite: true));
        Assert.Equal(0f, Utils.ClipGradNorm_([], 1).Item<float>());
    }

    [Fact]
    public void Values_are_clipped_one_by_one()
    {
        Tensor a = WithGradient(-3, 0.5, 2);
        Utils.ClipGradValue_([a], 1);
        Assert.Equal([-1.0, 0.5, 1], a.Grad.ToArray<double>());
    }

    [Fact]
    public void Parameters_become_a_vector_and_come_back()
    {
        var net = new Sequential(new Linear(2, 3), new Linear(3, 1));
        Tensor vector = Utils.ParametersToVector(net.Parameters());
        Assert.Equal([13], vector.Shape.ToArray());
        Tensor reversed = vector.Detach().Flip(0);
        Utils.VectorToParameters(reversed, net.Parameters());
        Assert.Equal(reversed.ToArray<float>(), Utils.ParametersToVector(net.Parameters()).Detach().ToArray<float>());
        vector.Sum().Backward();
        Assert.All(net.Parameters(), p => Assert.Equal(1f, p.Grad.ToArray<float>()[0]));
        Assert.Throws<ShapeMismatchException>(() => Utils.VectorToParameters(Torch.Ones(12), net.Parameters()));
    }
}
