using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Copies of modules have parameters of their own, wherever a class keeps them.</summary>
[Collection(nameof(AloneCollection))] // they seed the default generator
public sealed partial class DeepCopyTests
{
    sealed partial class Net(Linear captured) : Module
    {
        readonly Linear field = new(2, 2);
        readonly ModuleList<ILayer> list = [new Linear(2, 2), new ReLU()];
        public Linear Property { get; } = new(2, 2);
        public Linear Settable { get; set; } = new(2, 2);
        public Parameter Scale { get; init; } = new(Torch.Ones(2));
        [Buffer] public Tensor Shift { get; } = Torch.Zeros(2);
        public ILayer? Tied { get; set; }

        public Tensor Forward(Tensor x) =>
            Property.Forward(Settable.Forward(field.Forward(captured.Forward(list[0].Forward(x))))) * Scale + Shift;
    }

    sealed partial class Generic<T>(T inner) : Module where T : Module
    {
        public T Inner { get; } = inner;
    }

    sealed class ByHand : Module
    {
        readonly Linear hidden = new(2, 2);

        protected override void RegisterFields(ModuleFields fields)
        {
            fields.Of(typeof(ByHand));
            fields.Module("hidden", hidden);
        }
    }

    [Fact]
    public void All_kinds_of_members_are_copied()
    {
        var net = new Net(new Linear(2, 2));
        net.Tied = net.Property;
        net.RegisterParameter("extra", new Parameter(Torch.Ones(1), requiresGrad: false));
        net.RegisterBuffer("seen", Torch.Ones(1), persistent: false);
        Net copy = net.Eval().DeepCopy();
        Assert.False(copy.Training);
        Assert.Equal(net.ToString(), copy.ToString());
        Assert.Equal(net.StateDict().Keys, copy.StateDict().Keys);
        Assert.Same(copy.Property, copy.Tied);
        Assert.False(copy.Parameters()[1].RequiresGrad);

        Tensor x = Torch.Randn([3, 2]);
        double[] before = [.. net.Forward(x).Detach().ToArray<float>().Select(v => (double)v)];
        Close.To(before, copy.Forward(x));
        using (Torch.NoGrad())
        {
            foreach (Tensor tensor in copy.Parameters().Concat(copy.Buffers()))
                tensor.Fill_(3);
        }
        Close.To(before, net.Forward(x));
        Assert.Equal(3, copy.StateDict()["property.weight"].Mean().Item<float>());
    }

    [Fact]
    public void Recurrent_and_generic_modules_are_copied()
    {
        var lstm = new LSTM(2, 3, bidirectional: true);
        var generic = new Generic<LSTM>(lstm).DeepCopy();
        Assert.NotSame(lstm, generic.Inner);
        Tensor x = Torch.Randn([4, 1, 2]);
        Close.To([.. lstm.Forward(x).Output.Detach().ToArray<float>().Select(v => (double)v)], generic.Inner.Forward(x).Output);
        Init.Zeros_(generic.Inner.AllWeights[1][0]);
        Assert.NotEqual(0, lstm.AllWeights[1][0].Abs().Sum().Item<float>());
    }

    [Fact]
    public void A_copy_draws_nothing()
    {
        Torch.ManualSeed(1);
        _ = new Linear(2, 2).DeepCopy();
        float drawn = Torch.Randn([1]).Item<float>();
        Torch.ManualSeed(1);
        _ = new Linear(2, 2);
        Assert.Equal(Torch.Randn([1]).Item<float>(), drawn);
    }

    [Fact]
    public void A_class_that_would_share_its_parameters_is_refused() =>
        Assert.Contains("ByHand", Assert.Throws<InvalidOperationException>(() => new Sequential(new Wrapper(new ByHand())).DeepCopy()).Message);

    sealed partial class Wrapper(ByHand inner) : Layer
    {
        protected override Tensor ForwardCore(Tensor input) => inner.Training ? input : input;
    }
}
