using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>Groups, options, errors, and who owns the state.</summary>
public class OptimizerTests
{
    static Tensor Leaf(float value) => Torch.Full([1], value).RequiresGrad_();

    static void Give(Tensor parameter, float gradient) => parameter.Grad = Torch.Full([1], gradient);

    [Fact]
    public void Groups_have_options_of_their_own_and_else_the_defaults()
    {
        Tensor a = Leaf(1), b = Leaf(1);
        var optimizer = new SGD([a], lr: 0.1, momentum: 0.5);
        SGDGroup group = optimizer.AddParameterGroup([b], lr: 1);
        Assert.Equal(0.5, group.Momentum);
        Give(a, 1);
        Give(b, 1);
        optimizer.Step();
        Assert.Equal(0.9f, a.Item<float>());
        Assert.Equal(0f, b.Item<float>());
        foreach (ParameterGroup g in optimizer.ParameterGroups)
            g.Lr *= 10;
        optimizer.Step();
        Assert.Equal(0.9f - 1.5f, a.Item<float>(), 1e-6);
        Assert.Equal(-15f, b.Item<float>(), 1e-5);
    }

    [Fact]
    public void A_parameter_without_gradient_is_left_alone()
    {
        Tensor a = Leaf(1), b = Leaf(1);
        var optimizer = new Adam([a, b], lr: 0.1);
        Give(b, 1);
        optimizer.Step();
        Give(a, 1);
        optimizer.Step(); // a's first step, b's second
        Assert.Equal(0.9f, a.Item<float>(), 1e-5);
        Assert.Equal(0.8f, b.Item<float>(), 1e-5);
    }

    [Fact]
    public void State_outlives_the_scope_in_which_it_was_made()
    {
        Tensor a = Leaf(1), b = Leaf(1);
        Optimizer[] optimizers = [new SGD([a], lr: 0.1, momentum: 0.9), new AdamW([b], amsgrad: true)];
        for (int step = 0; step < 3; step++)
        {
            using var scope = new TensorScope();
            Give(a, 1);
            Give(b, 1);
            foreach (Optimizer optimizer in optimizers)
                optimizer.Step();
        }
        Assert.Equal(1 - 0.1f * (1 + 1.9f + 2.71f), a.Item<float>(), 1e-5);
    }

    [Fact]
    public void ZeroGrad_forgets_or_clears_and_Step_takes_a_closure()
    {
        Tensor a = Leaf(3);
        var optimizer = new SGD([a], lr: 0.5);
        Tensor loss = optimizer.Step(() =>
        {
            Tensor l = a.Square().Sum();
            l.Backward();
            return l;
        });
        Assert.Equal(9f, loss.Item<float>());
        Assert.Equal(0f, a.Item<float>());
        optimizer.ZeroGrad(setToNone: false);
        Assert.Equal(0f, a.Grad.Item<float>());
        optimizer.ZeroGrad();
        Assert.Null(a.Grad);
    }

    [Fact]
    public void What_cannot_be_optimized_is_refused()
    {
        Tensor a = Leaf(1);
        Assert.Throws<ArgumentException>(() => new SGD([]));
        Assert.Throws<ArgumentException>(() => new SGD([a, a]));
        Assert.Throws<ArgumentException>(() => new SGD([a * 2]));
        Assert.Throws<ArgumentException>(() => new SGD([a], nesterov: true));
        Assert.Throws<ArgumentException>(() => new Adam([a]).AddParameterGroup([a]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD([a], lr: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD([a], lr: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([a], betas: (1, 0.9)));
    }

    [Fact]
    public void A_module_moved_to_another_dtype_is_still_trained()
    {
        var layer = new Linear(1, 1, bias: false);
        var optimizer = new SGD(layer.Parameters(), lr: 1);
        layer.To(Dtype.Float64);
        double before = layer.Weight.Item<double>();
        layer.Forward(Torch.Ones([1, 1], Dtype.Float64)).Sum().Backward();
        optimizer.Step();
        Assert.Equal(before - 1, layer.Weight.Item<double>(), 1e-12);
    }
}
