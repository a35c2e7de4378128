namespace NativeTorch.Tests;

public class HookTests
{
    static Tensor Leaf(params double[] values) => Torch.Tensor(values).RequiresGrad_();

    [Fact]
    public void A_hook_sees_and_replaces_the_gradient()
    {
        Tensor x = Leaf(1, 2), y = x * 3;
        var seen = new List<double[]>();
        y.RegisterHook(g => seen.Add(g.ToArray<double>()));
        RemovableHandle doubled = y.RegisterHook(g => g * 2);
        y.RegisterHook(g => seen.Add(g.ToArray<double>()));
        y.Sum().Backward(retainGraph: true);
        Assert.Equal([[1.0, 1], [2, 2]], seen);
        Assert.Equal([6.0, 6], x.Grad.ToArray<double>());
        doubled.Remove();
        doubled.Remove();
        x.Grad = null;
        y.Sum().Backward();
        Assert.Equal([3.0, 3], x.Grad.ToArray<double>());
    }

    [Fact]
    public void A_leafs_hook_runs_once_for_the_whole_gradient_and_outlives_graphs()
    {
        Tensor x = Leaf(1);
        var seen = new List<double>();
        using (x.RegisterHook(g => seen.Add(g.Item<double>())))
        {
            (x * 2 + x * 3).Backward();
            (x * 7).Backward();
        }
        (x * 9).Backward();
        Assert.Equal([5.0, 7], seen);
        Assert.Equal(21, x.Grad.Item<double>());
    }

    [Fact]
    public void Autograd_Grad_gives_what_the_hook_gave()
    {
        Tensor x = Leaf(1);
        x.RegisterHook(g => g * 10);
        Assert.Equal(20, Autograd.Grad(x * 2, x).Item<double>());
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_retained_gradient_is_the_hooks()
    {
        Tensor x = Leaf(1), y = x * 2;
        y.RetainGrad();
        y.RegisterHook(g => g * 5);
        (y * 3).Backward();
        Assert.Equal(15, y.Grad.Item<double>());
    }

    [Fact]
    public void A_hook_may_remove_itself()
    {
        Tensor x = Leaf(1);
        int calls = 0;
        RemovableHandle? handle = null;
        handle = x.RegisterHook(_ =>
        {
            calls++;
            handle!.Remove();
        });
        (x * 2).Backward();
        (x * 2).Backward();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void After_accumulation()
    {
        Tensor x = Leaf(1);
        var seen = new List<double>();
        x.RegisterPostAccumulateGradHook(leaf =>
        {
            seen.Add(leaf.Grad.Item<double>());
            leaf.Grad = null; // an optimizer step in the backward, as PyTorch's tutorial has it
        });
        (x * 2).Backward();
        (x * 3).Backward();
        Assert.Equal([2.0, 3], seen);
        Assert.Null(x.Grad);
        Assert.Throws<AutogradException>(() => (x * 2).RegisterPostAccumulateGradHook(_ => { }));
        Assert.Throws<AutogradException>(() => Torch.Ones(1).RegisterHook(g => g));
    }

    [Fact]
    public void On_nodes()
    {
        Tensor x = Leaf(2), w = Leaf(5), y = x * w;
        y.GradFn!.RegisterPrehook(gs => [gs[0]! * 10]);
        Tensor?[]? outputs = null;
        RemovableHandle after = y.GradFn!.RegisterHook((gradInputs, gradOutputs) =>
        {
            outputs = gradOutputs;
            return [gradInputs[0]! + 1, null];
        });
        y.Backward(retainGraph: true);
        Assert.Equal(10, outputs![0]!.Item<double>());
        Assert.Equal((51.0, 20.0), (x.Grad.Item<double>(), w.Grad.Item<double>()));
        after.Remove();
        y.Backward();
        Assert.Equal(101, x.Grad.Item<double>());
        Tensor z = Leaf(1) * 2;
        z.GradFn!.RegisterHook((_, _) => []);
        Assert.Throws<AutogradException>(() => z.Backward());
    }

    [Fact]
    public void What_a_hook_throws_reaches_the_caller_and_a_wrong_shape_is_an_error()
    {
        Tensor x = Leaf(1);
        using (x.RegisterHook(g => throw new FormatException("in a hook")))
            Assert.Equal("in a hook", Assert.Throws<FormatException>(() => (x * 2).Backward()).Message);
        using (x.RegisterHook(g => Torch.Ones([3], Dtype.Float64)))
            Assert.Throws<ShapeMismatchException>(() => (x * 2).Backward());
        (x * 2).Backward();
        Assert.Equal(2, x.Grad.Item<double>());
    }
}
