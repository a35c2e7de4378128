using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>State dicts of schedulers.</summary>
public class SchedulerStateTests
{
    static Optimizer Create()
    {
        var optimizer = new SGD([Torch.Ones(1).RequiresGrad_()], lr: 0.1, momentum: 0.9);
        optimizer.AddParameterGroup([Torch.Ones(1).RequiresGrad_()], lr: 0.02);
        return optimizer;
    }

    /// <summary>Each with its arguments, and with others, which the state replaces.</summary>
    static readonly Dictionary<string, (Func<Optimizer, LRScheduler> Saved, Func<Optimizer, LRScheduler> Loaded)> schedulers = new()
    {
        ["StepLR"] = (o => new StepLR(o, 3, 0.5), o => new StepLR(o, 9)),
        ["MultiStepLR"] = (o => new MultiStepLR(o, [2, 8, 9], 0.5), o => new MultiStepLR(o, [1])),
        ["ExponentialLR"] = (o => new ExponentialLR(o, 0.9), o => new ExponentialLR(o, 0.1)),
        ["ConstantLR"] = (o => new ConstantLR(o, 0.5, 9), o => new ConstantLR(o)),
        ["LinearLR"] = (o => new LinearLR(o, 0.5, 0.9, 12), o => new LinearLR(o)),
        ["CosineAnnealingLR"] = (o => new CosineAnnealingLR(o, 9, 0.01), o => new CosineAnnealingLR(o, 3)),
        ["CosineAnnealingWarmRestarts"] = (o => new CosineAnnealingWarmRestarts(o, 3, 2, 0.01), o => new CosineAnnealingWarmRestarts(o, 5)),
        ["PolynomialLR"] = (o => new PolynomialLR(o, 15, 2), o => new PolynomialLR(o)),
        ["LambdaLR"] = (o => new LambdaLR(o, e => 1.0 / (e + 1)), o => new LambdaLR(o, e => 1.0 / (e + 1))),
        ["MultiplicativeLR"] = (o => new MultiplicativeLR(o, e => 1 - 0.01 * e), o => new MultiplicativeLR(o, e => 1 - 0.01 * e)),
        ["CyclicLR"] = (o => new CyclicLR(o, 0.01, 0.2, 3, 4, CyclicMode.ExpRange, 0.9, baseMomentum: 0.5, maxMomentum: 0.95), o => new CyclicLR(o, 0.1, 0.3)),
        ["OneCycleLR"] = (o => new OneCycleLR(o, 0.3, 20, null, null, 0.4, AnnealStrategy.Linear, true, 0.7, 0.9, 10, 100, true),
            o => new OneCycleLR(o, 1, 30)),
        ["SequentialLR"] = (o => new SequentialLR(o, [new ConstantLR(o, 0.1, 2), new ExponentialLR(o, 0.9)], [9]),
            o => new SequentialLR(o, [new ConstantLR(o), new ExponentialLR(o, 0.5)], [4])),
        ["ChainedScheduler"] = (o => new ChainedScheduler(new ConstantLR(o, 0.1, 9), new ExponentialLR(o, 0.9)),
            o => new ChainedScheduler(new ConstantLR(o), new ExponentialLR(o, 0.5))),
    };

    public static TheoryData<string> Names { get; } = [.. schedulers.Keys];

    static double[] State(Optimizer optimizer) =>
        [.. optimizer.ParameterGroups.Cast<SGDGroup>().SelectMany(g => new[] { g.Lr, g.Momentum })];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_goes_on_where_it_was(string name)
    {
        Optimizer before = Create(), after = Create();
        LRScheduler saved = schedulers[name].Saved(before), loaded = schedulers[name].Loaded(after);
        for (int i = 0; i < 7; i++)
            saved.Step();
        loaded.LoadStateDict(saved.StateDict());
        after.LoadStateDict(before.StateDict());
        Assert.Equal(7, loaded.LastEpoch);
        Assert.Equal(saved.LastLr, loaded.LastLr);
        for (int i = 0; i < 8; i++)
        {
            saved.Step();
            loaded.Step();
            Assert.Equal(State(before), State(after));
        }
        Assert.Equal(saved.StateDict().Count, loaded.StateDict().Count);
    }

    [Fact]
    public void ReduceLROnPlateau_goes_on_where_it_was()
    {
        Optimizer before = Create(), after = Create();
        var saved = new ReduceLROnPlateau(before, PlateauMode.Max, 0.5, 1, 0.01, ThresholdMode.Abs, 1, 1e-3);
        var loaded = new ReduceLROnPlateau(after);
        foreach (double metric in new[] { 1, 2, 2, 2, 2.0 })
            saved.Step(metric);
        loaded.LoadStateDict(saved.StateDict());
        after.LoadStateDict(before.StateDict());
        StateDictionary state = loaded.StateDict();
        Assert.Equal((2.0, 5, "max", "abs"), (loaded.Best, loaded.LastEpoch, state["mode"], state["threshold_mode"]));
        foreach (double metric in new[] { 2, 2, 2, 3, 3, 3, 3, 3.0 })
        {
            saved.Step(metric);
            loaded.Step(metric);
            Assert.Equal(State(before), State(after));
        }
        Assert.True(before.ParameterGroups[0].Lr < 0.1);
    }

    [Fact]
    public void It_has_PyTorchs_names()
    {
        Optimizer optimizer = Create();
        StateDictionary state = new StepLR(optimizer, 3).StateDict();
        Assert.Equal(["_last_lr", "_step_count", "base_lrs", "gamma", "last_epoch", "step_size"], state.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([0.1, 0.02], state.Get<double[]>("base_lrs"));
        StateDictionary chain = new ChainedScheduler(new StepLR(optimizer, 3), new LambdaLR(optimizer, e => e)).StateDict();
        Assert.Equal([null, null], chain.Get<StateDictionary[]>("_schedulers")[1]["lr_lambdas"] as object?[]);
        Assert.Equal("triangular2", new CyclicLR(optimizer, 0.1, 0.2, mode: CyclicMode.Triangular2).StateDict()["mode"]);
        Assert.Throws<ArgumentException>(() => new StepLR(optimizer, 3).LoadStateDict(new([new("gamma", "much")])));
        Assert.Throws<ArgumentException>(() => new StepLR(optimizer, 3).LoadStateDict(new([new("base_lrs", new[] { 0.1 })])));
    }
}
