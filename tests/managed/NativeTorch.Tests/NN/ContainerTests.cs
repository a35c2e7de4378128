using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Containers: names, order, replacement, printed form.</summary>
public class ContainerTests
{
    [Fact]
    public void Sequential_names_by_position_or_as_given()
    {
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1)).StateDict().Keys);
        Assert.Equal(["fc.weight", "fc.bias"], new Sequential { { "fc", new Linear(2, 3) }, { "relu", new ReLU() } }.StateDict().Keys);
        Assert.Equal(["fc.weight", "fc.bias"], new Sequential(("fc", new Linear(2, 3)), ("relu", new ReLU())).StateDict().Keys);
    }

    [Fact]
    public void A_Sequential_inside_a_Sequential_stays_one_layer() =>
        Assert.Equal(["0.0.weight", "0.0.bias"], new Sequential(new Sequential(new Linear(1, 1))).StateDict().Keys);

    [Fact]
    public void Sequential_runs_in_order_and_can_be_cut()
    {
        var net = new Sequential(new Linear(2, 3), new Sigmoid(), new Linear(3, 1));
        Tensor x = Torch.Ones(4, 2);
        Assert.Equal(net.Forward(x).ToArray<float>(), net[2].Forward(net[..2].Forward(x)).ToArray<float>());
        Assert.Same(net[^1], net[1..][1]);
        Assert.Equal(["2.weight", "2.bias"], net[1..].StateDict().Keys);
        net[1] = new ReLU();
        Assert.IsType<ReLU>(net[1]);
    }

    [Fact]
    public void ReLU_and_max_pooling_are_the_same_together_and_apart()
    {
        Torch.ManualSeed(0);
        Tensor x = Torch.Randn(2, 3, 9, 8).Round(), weights = Torch.Randn(2, 3, 5, 4);
        x[0, 0, 4, 4] = float.NaN;
        var net = new Sequential(new ReLU(), new MaxPool2d(3, stride: 2, padding: 1));
        Tensor a = x.Clone().RequiresGrad_(), b = x.Clone().RequiresGrad_();
        Tensor together = net.Forward(a), apart = net[1].Forward(net[0].Forward(b));
        (together * weights).Sum().Backward();
        (apart * weights).Sum().Backward();
        Assert.Equal(apart.ToArray<float>(), together.ToArray<float>());
        Assert.Equal(b.Grad!.ToArray<float>(), a.Grad!.ToArray<float>());
        var seen = new List<long>();
        ((Layer)net[1]).RegisterForwardPreHook((_, input) =>
        {
            seen.Add((input < 0).Sum().Item<long>());
            return null;
        });
        net.Forward(x);
        Assert.Equal([0], seen);
    }

    sealed class NotAModule : ILayer
    {
        public Tensor Forward(Tensor input) => input;
    }

    [Fact]
    public void What_is_not_a_module_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Sequential(new NotAModule()));
        Assert.Throws<ArgumentException>(() => new Sequential { { "a", new ReLU() }, { "a", new ReLU() } });
        Assert.Throws<ArgumentException>(() => new Sequential { { "a.b", new ReLU() } });
    }

    [Fact]
    public void Lists_and_dictionaries_register_what_they_hold()
    {
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], new ModuleList<Linear>(new(1, 1), new(1, 1)).StateDict().Keys);
        Assert.Equal(["a.weight", "a.bias"], new ModuleDict<Linear> { { "a", new Linear(1, 1) } }.StateDict().Keys);
        Assert.Equal(["0", "1"], new ParameterList(new(Torch.Ones(1)), new(Torch.Ones(1))).StateDict().Keys);
        Assert.Equal(["w"], new ParameterDict { { "w", new Parameter(Torch.Ones(1)) } }.StateDict().Keys);
    }

    [Fact]
    public void Printed_forms_are_PyTorchs()
    {
        Assert.Equal("Sequential(\n  (0): Sequential(\n    (fc): Linear(in_features=1, out_features=2, bias=True)\n  )\n  (1): ReLU(inplace=True)\n)",
            new Sequential(new Sequential { { "fc", new Linear(1, 2) } }, new ReLU(inPlace: true)).ToString());
        Assert.Equal("ModuleList(\n  (0-1): 2 x Linear(in_features=1, out_features=1, bias=True)\n  (2): Dropout(p=0.5, inplace=False)\n)",
            new ModuleList(new Linear(1, 1), new Linear(1, 1), new Dropout()).ToString());
        Assert.Equal("Conv2d(2, 4, kernel_size=(3, 5), stride=(1, 1), padding=(1, 2), dilation=(2, 1), groups=2, bias=False)",
            new Conv2d(2, 4, (3, 5), padding: (1, 2), dilation: (2, 1), groups: 2, bias: false).ToString());
        Assert.Equal("Sequential()", new Sequential().ToString());
    }
}
