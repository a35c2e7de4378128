using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

public partial class ModuleHookTests
{
    [Fact]
    public void Forward_hooks_see_and_replace()
    {
        var layer = new Linear(2, 2);
        Tensor x = Torch.Ones(1, 2), usual = layer.Forward(x);
        var log = new List<string>();
        RemovableHandle pre = layer.RegisterForwardPreHook((module, input) =>
        {
            Assert.Same(layer, module);
            log.Add("pre");
            return input * 2;
        });
        RemovableHandle after = layer.RegisterForwardHook((_, input, output) =>
        {
            Assert.Equal([2f, 2], input.ToArray<float>());
            log.Add("after");
            return output * 0;
        });
        Assert.Equal([0f, 0], layer.Forward(x).Detach().ToArray<float>());
        Assert.Equal(["pre", "after"], log);
        pre.Remove();
        after.Remove();
        Assert.Equal(usual.Detach().ToArray<float>(), layer.Forward(x).Detach().ToArray<float>());
    }

    [Fact]
    public void Backward_hooks_see_both_gradients_and_replace_the_inputs()
    {
        var net = new Sequential(new Linear(3, 4), new ReLU(inPlace: true), new Linear(4, 2));
        Tensor x = Torch.Ones(5, 3).RequiresGrad_();
        net.Forward(x).Sum().Backward();
        float[] usual = x.Grad.ToArray<float>();
        x.Grad = null;

        var seen = new List<(Shape? In, Shape Out)>();
        foreach (Module module in net.Children())
            module.RegisterFullBackwardHook((_, gradInput, gradOutput) =>
            {
                seen.Add((gradInput?.Shape, gradOutput.Shape));
                return null;
            });
        net.Forward(x).Sum().Backward();
        Assert.Equal(usual, x.Grad.ToArray<float>());
        Assert.Equal([([5, 4], [5, 2]), ([5, 4], [5, 4]), ([5, 3], [5, 4])], seen);

        x.Grad = null;
        using (net.RegisterFullBackwardHook((_, gradInput, _) => gradInput! * 2))
            net.Forward(x).Sum().Backward();
        Assert.Equal(usual.Select(g => 2 * g), x.Grad.ToArray<float>());

        seen.Clear();
        net.Forward(Torch.Ones(5, 3)).Sum().Backward();
        Assert.Null(seen[^1].In); // the data needs no gradient
    }

    sealed partial class Plain : Module
    {
        readonly Linear inner = new(1, 1);
        public Tensor Forward(Tensor x) => inner.Forward(x);
    }

    sealed partial class Hooked : Module
    {
        readonly Linear inner = new(1, 1);
        protected override bool RunsHooks => true;
        public Tensor Forward(Tensor x) => WithHooks(x, inner.Forward);
    }

    [Fact]
    public void A_module_whose_Forward_runs_no_hooks_says_so()
    {
        Assert.Throws<UnsupportedOpException>(() => new Plain().RegisterForwardHook((_, _, output) => output));
        var net = new Hooked();
        net.RegisterForwardHook((_, _, output) => output * 0);
        Assert.Equal(0, net.Forward(Torch.Ones(1, 1)).Item<float>());
    }
}
