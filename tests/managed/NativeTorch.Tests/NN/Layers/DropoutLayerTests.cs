using NativeTorch.NN;

namespace NativeTorch.Tests.NN.Layers;

/// <summary>The dropout family and RReLU: PyTorch's draws, what is in place, errors.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class DropoutLayerTests
{
    static readonly Dictionary<string, (Func<Tensor> Call, double[] Expected)> draws = new()
    {
        ["Dropout"] = (() => new Dropout(0.3).Forward(Torch.Ones(10)),
            [1.428571463, 1.428571463, 1.428571463, 1.428571463, 1.428571463, 1.428571463, 0, 0, 1.428571463, 1.428571463]),
        ["Dropout1d"] = (() => new Dropout1d().Forward(Torch.Ones(12, 1)),
            [2.0, 2.0, 2.0, 2.0, 0, 2.0, 0, 0, 2.0, 2.0, 2.0, 2.0]),
        ["Dropout2d"] = (() => new Dropout2d().Forward(Torch.Ones(2, 4, 2)),
            [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 0, 0, 2.0, 2.0, 0, 0, 0, 0]),
        ["Dropout3d"] = (() => new Dropout3d().Forward(Torch.Ones(6, 2, 1, 1)),
            [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 0, 0, 2.0, 2.0]),
        ["AlphaDropout"] = (() => new AlphaDropout(0.4).Forward(Torch.Ones(9)),
            [1.470377207, 1.470377207, 1.470377207, 1.470377207, 1.470377207, 1.470377207, -0.910642028, -0.910642028, 1.470377207]),
        ["FeatureAlphaDropout"] = (() => new FeatureAlphaDropout(0.4).Forward(Torch.Ones(2, 5, 1)),
            [1.470377207, 1.470377207, 1.470377207, 1.470377207, 1.470377207, 1.470377207, -0.910642028, -0.910642028, 1.470377207, 1.470377207]),
        ["RReLU"] = (() => new RReLU(0.1, 0.4).Forward(Torch.Tensor([-1f, 2, -1, 0, -3, 5, -1])),
            [-0.117446348, 2.0, -0.118873052, 0, -0.347322166, 5.0, -0.257851571]),
    };

    public static TheoryData<string> Names() => [.. draws.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_are_PyTorchs(string name)
    {
        Torch.ManualSeed(42);
        Tensor drawn = draws[name].Call();
        Close.To(draws[name].Expected, drawn.Shape.ToArray(), drawn, 1e-7);
    }

    [Fact]
    public void The_mask_does_not_follow_the_inputs_memory()
    {
        Torch.ManualSeed(0);
        Close.To([0, 0, 2, 0, 0, 0, 2, 2, 0, 2, 2, 2], [4, 3], new Dropout().Forward(Torch.Ones(3, 4).T));
        Torch.ManualSeed(0);
        Close.To([0, 0, 2, 0, 0, 0, 2, 2, 0, 2, 2, 2], [4, 3], F.Dropout_(Torch.Ones(3, 4).T));
    }

    [Fact]
    public void In_place_changes_the_input()
    {
        foreach (Layer layer in new Layer[] { new Dropout(0.5, true), new Dropout1d(0.5, true), new Dropout3d(1, true), new RReLU(inPlace: true) })
        {
            Tensor x = Torch.Full([40, 3, 2, 1], -1.0);
            if (layer is Dropout1d)
                x = x.Squeeze(-1);
            Assert.Same(x, layer.Forward(x));
            Assert.Contains(x.ToArray<float>(), value => value != -1);
        }
    }

    [Fact]
    public void A_leaf_is_not_changed_in_place()
    {
        foreach (Layer layer in new Layer[] { new Dropout(1, true), new Dropout1d(1, true), new Dropout3d(1, true) })
            Assert.Throws<AutogradException>(() => layer.Forward(Torch.Ones(layer is Dropout1d ? [4, 5] : [2, 3, 4, 5], Dtype.Float32, requiresGrad: true)));
    }

    [Fact]
    public void Nothing_is_drawn_outside_of_training()
    {
        Tensor x = Torch.Full([3, 4, 5], -1.0);
        foreach (Layer layer in new Layer[] { new Dropout(), new Dropout1d(), new Dropout2d(), new AlphaDropout(), new FeatureAlphaDropout() })
            Assert.Equal(x.ToArray<float>(), layer.Eval().Forward(x).ToArray<float>());
        Close.To([-0.25, -0.25], [2], new RReLU(0.2, 0.3).Eval().Forward(Torch.Tensor([-1f, -1])), 1e-6);
    }

    [Fact]
    public void Gradients_are_the_factors()
    {
        Tensor x = Torch.Full([6, 5], -1.0, requiresGrad: true), y = new RReLU().Forward(x);
        y.Sum().Backward();
        Assert.Equal(y.ToArray<float>(), x.Grad!.Neg().ToArray<float>());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Contains("[AlphaDropout]", Assert.Throws<ArgumentOutOfRangeException>(() => new AlphaDropout(1.5)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => F.Dropout2d(Torch.Ones(2, 2, 2), double.NaN));
        Assert.Throws<ShapeMismatchException>(() => new Dropout1d().Forward(Torch.Ones(3)));
        Assert.Throws<ShapeMismatchException>(() => new FeatureAlphaDropout().Forward(Torch.Ones(3)));
        Assert.Throws<ArgumentException>(() => F.Rrelu(Torch.Ones(3), 0.5, 0.25, training: true));
    }
}
