using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Registration, names, traversal, state and modes of modules.</summary>
public partial class ModuleTests
{
    partial class Block(int size) : Module, ILayer
    {
        public Linear Fc { get; set; } = new(size, size);
        [Buffer] public Tensor RunningMean { get; } = Torch.Zeros(size);
        [Buffer(Persistent = false)] readonly Tensor mask = Torch.Ones(size);
        readonly Tensor plain = Torch.Ones(size);

        public Tensor Forward(Tensor input) => Fc.Forward(input * mask) + plain;
    }

    partial class Net : Module
    {
        public readonly Block block1 = new(3);
        public readonly Dropout dropout = new();
        public readonly ModuleList<Linear> heads = [new(3, 2), new(3, 4, bias: false)];
        public readonly Parameter scale = new(Torch.Ones(2));
    }

    /// <summary>What torch.nn gives for the same program: own parameters, then those of the modules within.</summary>
    static readonly string[] names = ["scale", "block1.fc.weight", "block1.fc.bias", "heads.0.weight", "heads.0.bias", "heads.1.weight"];

    [Fact]
    public void Parameters_have_PyTorchs_names_and_order()
    {
        var net = new Net();
        Assert.Equal(names, net.NamedParameters().Select(p => p.Name));
        Assert.Equal(6, net.Parameters().Count);
        Assert.Equal(["scale"], net.NamedParameters(recurse: false).Select(p => p.Name));
        Assert.Equal(["", "block1", "block1.fc", "dropout", "heads", "heads.0", "heads.1"], net.NamedModules().Select(m => m.Name));
        Assert.Equal(["block1.running_mean", "block1.mask"], net.NamedBuffers().Select(b => b.Name));
    }

    [Fact]
    public void The_state_dict_has_persistent_buffers_and_shares_memory()
    {
        var net = new Net();
        var state = net.StateDict();
        Assert.Equal(["scale", "block1.running_mean", "block1.fc.weight", "block1.fc.bias", .. names[3..]], state.Keys);
        Assert.All(state.Values, value => Assert.False(value.RequiresGrad));
        Assert.True(state["scale"].SharesStorageWith(net.scale));
    }

    [Fact]
    public void A_replaced_layer_is_the_one_that_counts()
    {
        var net = new Net();
        var fresh = new Linear(3, 3);
        net.block1.Fc = fresh;
        Assert.Contains(fresh.Weight, net.Parameters());
        Assert.Equal(6, net.Parameters().Count);
    }

    [Fact]
    public void A_shared_parameter_is_counted_once_and_saved_under_each_name()
    {
        var net = new Sequential(new Linear(3, 3), new Linear(3, 3));
        ((Linear)net[1]).Weight = ((Linear)net[0]).Weight;
        Assert.Equal(["0.weight", "0.bias", "1.bias"], net.NamedParameters().Select(p => p.Name));
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], net.StateDict().Keys);
    }

    [Fact]
    public void Explicit_registration_adds_names_and_refuses_taken_ones()
    {
        var net = new Net();
        Linear extra = net.RegisterModule("extra", new Linear(1, 1));
        net.RegisterParameter("gain", new Parameter(Torch.Ones(1)));
        net.RegisterBuffer("steps", Torch.Zeros(1), persistent: false);
        Assert.Contains("extra.weight", net.StateDict().Keys);
        Assert.Contains("gain", net.StateDict().Keys);
        Assert.DoesNotContain("steps", net.StateDict().Keys);
        Assert.Contains(extra, net.Modules());
        Assert.Throws<ArgumentException>(() => net.RegisterModule("scale", new Linear(1, 1)));
        Assert.Throws<ArgumentException>(() => net.RegisterModule("a.b", new Linear(1, 1)));
        Assert.Throws<ArgumentException>(() => net.RegisterModule("self", net));
        Assert.Equal(9, net.NamedParameters().Count); // six, two of extra, gain; the refused ones left nothing behind
    }

    [Fact]
    public void LoadStateDict_copies_all_or_nothing()
    {
        Net from = new(), to = new();
        Assert.True(to.LoadStateDict(from.StateDict()).IsComplete);
        Assert.Equal(from.block1.Fc.Weight.ToArray<float>(), to.block1.Fc.Weight.ToArray<float>());

        var bad = new Dictionary<string, Tensor>(new Net().StateDict());
        bad["module.heads.1.weight"] = bad["heads.1.weight"];
        bad.Remove("heads.1.weight");
        bad["scale"] = Torch.Zeros(3);
        float[] before = to.block1.Fc.Weight.ToArray<float>();
        var error = Assert.Throws<StateDictException>(() => to.LoadStateDict(bad));
        Assert.Equal(["heads.1.weight"], error.Report.Missing);
        Assert.Equal(["module.heads.1.weight"], error.Report.Unexpected);
        Assert.Equal("scale", Assert.Single(error.Report.Mismatched).Name);
        Assert.Contains("is it module.heads.1.weight?", error.Message);
        Assert.Equal(before, to.block1.Fc.Weight.ToArray<float>());

        bad.Remove("scale");
        LoadReport report = to.LoadStateDict(bad, strict: false);
        Assert.Equal(["scale", "heads.1.weight"], report.Missing);
        Assert.Equal(bad["block1.fc.weight"].ToArray<float>(), to.block1.Fc.Weight.ToArray<float>());
    }

    [Fact]
    public void Train_and_Eval_reach_all_modules_and_keep_the_type()
    {
        Net net = new Net().Eval();
        Assert.All(net.Modules(), m => Assert.False(m.Training));
        Tensor x = Torch.Ones(100);
        Assert.Equal(x.ToArray<float>(), net.dropout.Forward(x).ToArray<float>());
        net.Train();
        Assert.Contains(0f, net.dropout.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Apply_visits_inner_modules_first()
    {
        var seen = new List<string>();
        new Net().Apply(m => seen.Add(m.GetType().Name.Split('`')[0]));
        Assert.Equal(["Linear", "Block", "Dropout", "Linear", "Linear", "ModuleList", "Net"], seen);
    }

    [SkippableFact]
    public void Cuda_and_Cpu_move_in_place()
    {
        var net = new Net();
        Assert.Same(net, net.Cpu());
        Skip.IfNot(NativeTorch.Cuda.IsAvailable, NativeTorch.Cuda.UnavailableReason);
        Assert.Same(net, net.Cuda());
        Assert.All(net.Parameters(), p => Assert.Equal(Device.Cuda(), p.Device));
        Assert.All(net.Cpu().Parameters(), p => Assert.Equal(Device.Cpu, p.Device));
    }

    [Fact]
    public void To_converts_in_place_so_that_optimizers_keep_their_parameters()
    {
        var net = new Net();
        IReadOnlyList<Parameter> before = net.Parameters();
        net.block1.Forward(Torch.Ones(2, 3)).Sum().Backward();
        Assert.Same(net, net.To(Dtype.Float64));
        Assert.Equal(before, net.Parameters());
        Assert.All(net.Parameters(), p => Assert.Equal(Dtype.Float64, p.Dtype));
        Assert.Equal(Dtype.Float64, net.block1.RunningMean.Dtype);
        Assert.Equal(Dtype.Float64, net.block1.Fc.Weight.Grad.Dtype);
        net.ZeroGrad();
        net.block1.Fc.Forward(Torch.Ones([2, 3], Dtype.Float64)).Sum().Backward();
        Assert.NotNull(net.block1.Fc.Weight.Grad);
    }

    [Fact]
    public void ZeroGrad_forgets_or_clears()
    {
        var layer = new Linear(2, 2);
        layer.Forward(Torch.Ones(1, 2)).Sum().Backward();
        layer.ZeroGrad(setToNone: false);
        Assert.Equal([0f, 0f], layer.Bias!.Grad.ToArray<float>());
        layer.ZeroGrad();
        Assert.Null(layer.Weight.Grad);
    }

    [Fact]
    public void Parameters_outlive_a_scope_and_share_their_data()
    {
        Linear layer;
        using (new TensorScope())
            layer = new Linear(2, 2);
        Assert.Equal(4, layer.Weight.ToArray<float>().Length);
        Tensor data = Torch.Zeros(2);
        var parameter = new Parameter(data);
        data.Fill_(3);
        Assert.Equal([3f, 3f], parameter.ToArray<float>());
        Assert.True(parameter is { IsLeaf: true, RequiresGrad: true });
    }

    [Fact]
    public void Dispose_frees_parameters_and_buffers()
    {
        var net = new Net();
        net.Dispose();
        Assert.True(net.scale.IsDisposed && net.block1.Fc.Weight.IsDisposed && net.block1.RunningMean.IsDisposed);
    }

    /// <summary>A class that derives from a layer without the generator, as a compiler without it would build it.</summary>
    sealed class Unregistered : Linear
    {
        public Unregistered() : base(1, 1) { }

        protected override void RegisterFields(ModuleFields fields) => base.RegisterFields(fields);
    }

    [Fact]
    public void A_class_whose_fields_are_not_registered_is_refused() =>
        Assert.Contains("generator", Assert.Throws<InvalidOperationException>(() => new Unregistered().Parameters()).Message);
}
