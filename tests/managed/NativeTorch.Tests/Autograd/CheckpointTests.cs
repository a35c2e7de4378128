using NativeTorch.NN;

namespace NativeTorch.Tests;

[Collection(nameof(AloneCollection))] // they seed the default generator
public class CheckpointTests
{
    static Tensor[] Gradients(Func<Tensor, Tensor> run, Module net, Tensor x)
    {
        net.ZeroGrad();
        x.Grad = null;
        Torch.ManualSeed(3);
        run(x).Square().Sum().Backward();
        return [.. net.Parameters().Select(p => p.Grad), x.Grad];
    }

    [Fact]
    public void Gradients_are_the_same_to_the_bit_with_dropout_too()
    {
        var net = new Sequential(new Linear(6, 8), new Tanh(), new Dropout(0.5), new Linear(8, 3), new ReLU(inPlace: true));
        Tensor x = Torch.Randn(4, 6).RequiresGrad_();
        Tensor[] usual = Gradients(net.Forward, net, x);
        int runs = 0;
        Tensor[] again = Gradients(t => Autograd.Checkpoint(u =>
        {
            runs++;
            return net.Forward(u);
        }, t), net, x);
        Assert.Equal(2, runs);
        Assert.All(usual.Zip(again), pair => Assert.Equal(pair.First.ToArray<float>(), pair.Second.ToArray<float>()));
    }

    [Fact]
    public void Nothing_is_kept_in_between()
    {
        Tensor x = Torch.Randn([64], Dtype.Float64).RequiresGrad_();
        static Tensor F(Tensor t) => t.Sin().Exp().Tanh();
        Assert.Equal(3 * 64 * 8, SavedBytes(F(x.Clone())));
        Assert.Equal(0, SavedBytes(Autograd.Checkpoint(F, x.Clone())));

        static long SavedBytes(Tensor t)
        {
            long sum = 0;
            for (GradNode? node = t.GradFn; node is not null && node.Name != "AccumulateGrad"; node = node.NextFunctions[0].Node)
                sum += node.SavedBytes;
            return sum;
        }
    }

    [Fact]
    public void Every_kind_of_gradient_can_be_asked_for()
    {
        Tensor x = Torch.Tensor([0.3, -0.7]).RequiresGrad_(), w = Torch.Tensor([1.5, 2.0]).RequiresGrad_();
        Tensor F(Tensor t) => Autograd.Checkpoint(u => (u * w).Sin() * u, t * 1);
        Tensor Usual(Tensor t) => (t * w).Sin() * t;
        Assert.Equal(Autograd.Grad(Usual(x).Sum(), w).ToArray<double>(), Autograd.Grad(F(x).Sum(), w).ToArray<double>());
        Assert.True(Autograd.GradCheck(F, x).Passed);
        var second = Autograd.GradGradCheck(F, x);
        Assert.True(second.Passed, second.ToString());
        Tensor y = F(x).Sum();
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Throws<AutogradException>(() => y.Backward());
    }

    [Fact]
    public void Functions_nest_and_have_several_inputs()
    {
        Tensor a = Torch.Tensor([0.5]).RequiresGrad_(), b = Torch.Tensor([2.0]).RequiresGrad_();
        var report = Autograd.GradCheck(xs => Autograd.Checkpoint(
            ys => [Autograd.Checkpoint(z => (z * ys[1]).Exp(), ys[0] * 2) * ys[1].Sin(), ys[0] + 1], xs), [a, b]);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void An_input_that_changed_is_an_error_and_so_is_another_computation()
    {
        Tensor x = Torch.Tensor([1.0]).RequiresGrad_(), y = x * 1;
        Tensor z = Autograd.Checkpoint(t => t.Exp() * t, y);
        y.Add_(1);
        Assert.Contains("changed in place", Assert.Throws<AutogradException>(() => z.Backward()).Message);

        int runs = 0;
        z = Autograd.Checkpoint(t => runs++ == 0 ? t.Exp().Sin() : t.Exp(), x * 1);
        Assert.Contains("when it ran again", Assert.Throws<AutogradException>(() => z.Backward()).Message);
        runs = 0;
        z = Autograd.Checkpoint(t => runs++ == 0 ? t.Exp() : t.Exp().Sin(), x * 1);
        Assert.Contains("when it ran again", Assert.Throws<AutogradException>(() => z.Backward()).Message);
        runs = 0;
        z = Autograd.Checkpoint(t => runs++ == 0 ? t.Exp() : throw new FormatException("second run"), x * 1);
        Assert.Throws<FormatException>(() => z.Backward());
        Assert.Throws<FormatException>(() => Autograd.Checkpoint(_ => throw new FormatException("first run"), x));
    }

    [Fact]
    public void The_random_state_goes_on_as_if_nothing_had_happened()
    {
        Tensor x = Torch.Ones(8).RequiresGrad_();
        Torch.ManualSeed(1);
        Tensor y = Autograd.Checkpoint(t => F.Dropout(t.Exp(), 0.5, true).Sin(), x);
        float[] next = Torch.Rand(4).ToArray<float>();
        Torch.ManualSeed(1);
        y = Autograd.Checkpoint(t => F.Dropout(t.Exp(), 0.5, true).Sin(), x);
        y.Sum().Backward();
        Assert.Equal(next, Torch.Rand(4).ToArray<float>());
    }
}
