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
    public void A_closure_is_recorded_under_NoGrad_too()
    {
        Tensor a = Leaf(3);
        using var noGrad = Torch.NoGrad();
        new SGD([a], lr: 0.5).Step(() =>
        {
            Tensor l = a.Square().Sum();
            l.Backward();
            return l;
        });
        Assert.Equal(0f, a.Item<float>());
        Assert.False(Torch.IsGradEnabled);
    }

    [Fact]
    public void Other_groups_begin_with_the_options_of_the_constructor()
    {
        var optimizer = new RMSprop([Leaf(1)], lr: 0.1, momentum: 0.5);
        optimizer.ParameterGroups[0].Lr = 7;
        RMSpropGroup group = optimizer.AddParameterGroup([Leaf(1)], configure: g => g.Centered = true);
        Assert.Equal((0.1, 0.5, true, false), (group.Lr, group.Momentum, group.Centered, optimizer.ParameterGroups[0].Centered));
    }

    [Fact]
    public void A_step_counts_as_a_change_of_the_parameter()
    {
        foreach (Dtype dtype in new[] { Dtype.Float32, Dtype.Float16 })
        {
            Tensor a = Torch.Ones([2], dtype).RequiresGrad_();
            Tensor loss = a.Square().Sum();
            a.Grad = Torch.Ones([2], dtype);
            new Adam([a]).Step();
            Assert.Throws<AutogradException>(() => loss.Backward());
        }
    }

    [Fact]
    public void SparseAdam_leaves_rows_and_their_state_alone()
    {
        Tensor table = Torch.Ones([3, 2]).RequiresGrad_();
        var optimizer = new SparseAdam([table], lr: 0.1);
        table.Grad = Torch.Tensor<float>([1, 1, 0, 0, 0, -1], [3, 2]);
        optimizer.Step();
        table.Grad = Torch.Tensor<float>([0, 0, 0, 0, 0, -1], [3, 2]);
        optimizer.Step();
        Close.To([0.9, 0.9, 1, 1, 1, 1.2], table, 1e-5);
        Close.To([0.1, 0.1, 0, 0, 0, -0.19], optimizer.StateDict().State[0].Get<Tensor>("exp_avg"), 1e-6);
        Assert.Equal(2, optimizer.StateDict().State[0].Get<long>("step"));
    }

    [Fact]
    public void LBFGS_has_one_group_and_needs_a_closure()
    {
        var optimizer = new LBFGS([Leaf(1)]);
        Assert.Throws<InvalidOperationException>(optimizer.Step);
        Assert.Throws<UnsupportedOpException>(() => optimizer.AddParameterGroup([Leaf(1)]));
        Assert.Equal(25, optimizer.ParameterGroups[0].MaxEval);
    }

    [Fact]
    public void Many_parameters_of_all_sizes_are_stepped_together()
    {
        Tensor[] parameters = [.. new long[] { 1, 100_000, 0, 7, 65_536, 3 }.Select(n => Torch.Ones([n]).RequiresGrad_())];
        foreach (Tensor parameter in parameters)
            parameter.Grad = Torch.Arange(parameter.Numel, dtype: Dtype.Float32);
        new SGD(parameters, lr: 0.5, momentum: 0.9).Step();
        Assert.All(parameters, p => Assert.True(p.Detach().Equal(1 - 0.5 * Torch.Arange(p.Numel, dtype: Dtype.Float32))));
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
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta([a], rho: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop([a], etas: (0.5, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseAdam([a], lr: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseAdam([a], eps: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NAdam([a], momentumDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop([a], alpha: double.NaN));
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
