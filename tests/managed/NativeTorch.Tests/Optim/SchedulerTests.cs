using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>Schedulers set PyTorch's rates.</summary>
public class SchedulerTests
{
    static readonly Dictionary<string, Func<Optimizer, LRScheduler>> schedulers = new()
    {
        ["S.StepLR(o,step_size=7,gamma=0.3)"] = o => new StepLR(o, stepSize: 7, gamma: 0.3),
        ["S.MultiStepLR(o,milestones=[5,11,12],gamma=0.5)"] = o => new MultiStepLR(o, milestones: [5, 11, 12], gamma: 0.5),
        ["S.ExponentialLR(o,gamma=0.93)"] = o => new ExponentialLR(o, gamma: 0.93),
        ["S.ConstantLR(o,factor=0.4,total_iters=6)"] = o => new ConstantLR(o, factor: 0.4, totalIters: 6),
        ["S.LinearLR(o,start_factor=0.25,total_iters=9)"] = o => new LinearLR(o, startFactor: 0.25, totalIters: 9),
        ["S.CosineAnnealingLR(o,T_max=13,eta_min=0.001)"] = o => new CosineAnnealingLR(o, tMax: 13, etaMin: 0.001),
        ["S.CosineAnnealingWarmRestarts(o,T_0=5,T_mult=2,eta_min=0.002)"] = o => new CosineAnnealingWarmRestarts(o, t0: 5, tMult: 2, etaMin: 0.002),
        ["S.PolynomialLR(o,total_iters=12,power=1.5)"] = o => new PolynomialLR(o, totalIters: 12, power: 1.5),
        ["S.LambdaLR(o,lambda e:0.9**e)"] = o => new LambdaLR(o, e => Math.Pow(0.9, e)),
        ["S.MultiplicativeLR(o,lambda e:0.95)"] = o => new MultiplicativeLR(o, _ => 0.95),
        ["S.CyclicLR(o,base_lr=0.01,max_lr=0.2,step_size_up=4,mode='triangular2',cycle_momentum=False)"] = o =>
            new CyclicLR(o, baseLr: 0.01, maxLr: 0.2, stepSizeUp: 4, mode: CyclicMode.Triangular2, cycleMomentum: false),
        ["S.OneCycleLR(o,max_lr=0.3,total_steps=45)"] = o => new OneCycleLR(o, maxLr: 0.3, totalSteps: 45),
        ["S.SequentialLR(o,[S.ConstantLR(o,factor=0.1,total_iters=3),S.ExponentialLR(o,gamma=0.9)],milestones=[4])"] = o =>
            new SequentialLR(o, [new ConstantLR(o, factor: 0.1, totalIters: 3), new ExponentialLR(o, gamma: 0.9)], milestones: [4]),
        ["S.ChainedScheduler([S.ConstantLR(o,factor=0.1,total_iters=3),S.ExponentialLR(o,gamma=0.9)])"] = o =>
            new ChainedScheduler(new ConstantLR(o, factor: 0.1, totalIters: 3), new ExponentialLR(o, gamma: 0.9)),
    };

    static SGD TwoGroups(double momentum = 0.9)
    {
        var optimizer = new SGD([Torch.Ones(1).RequiresGrad_()], lr: 0.1, momentum: momentum);
        optimizer.AddParameterGroup([Torch.Ones(1).RequiresGrad_()], lr: 0.02);
        return optimizer;
    }

    static double[] Rates(Optimizer optimizer) => [.. optimizer.ParameterGroups.Select(g => g.Lr)];

    [Fact]
    public void Momentum_goes_the_other_way()
    {
        SGD optimizer = TwoGroups();
        var scheduler = new CyclicLR(optimizer, baseLr: 0.01, maxLr: 0.1, stepSizeUp: 2);
        Assert.Equal(0.9, optimizer.ParameterGroups[1].Momentum, 12);
        scheduler.Step();
        Assert.Equal((0.055, 0.85), (Math.Round(optimizer.ParameterGroups[0].Lr, 12), Math.Round(optimizer.ParameterGroups[0].Momentum, 12)));
        scheduler.Step();
        Assert.Equal((0.1, 0.8), (Math.Round(optimizer.ParameterGroups[0].Lr, 12), Math.Round(optimizer.ParameterGroups[0].Momentum, 12)));

        var adam = new Adam([Torch.Ones(1).RequiresGrad_()]);
        var cycle = new OneCycleLR(adam, maxLr: 1, totalSteps: 10, annealStrategy: AnnealStrategy.Linear);
        Assert.Equal((0.04, 0.95), (adam.ParameterGroups[0].Lr, adam.ParameterGroups[0].Betas.Beta1));
        cycle.Step();
        cycle.Step();
        Assert.Equal((1, 0.85), (adam.ParameterGroups[0].Lr, adam.ParameterGroups[0].Betas.Beta1));
        for (int i = 0; i < 7; i++)
            cycle.Step();
        Assert.Equal((4e-6, 0.95), (Math.Round(adam.ParameterGroups[0].Lr, 12), Math.Round(adam.ParameterGroups[0].Betas.Beta1, 12)));
        cycle.Step();
        Assert.Throws<InvalidOperationException>(cycle.Step);
    }

    [Fact]
    public void An_epoch_can_be_set()
    {
        foreach (Func<Optimizer, LRScheduler> make in schedulers.Where(s => !s.Key.Contains("Sequential") && !s.Key.Contains("Chained") && !s.Key.Contains("Multiplicative")).Select(s => s.Value))
        {
            SGD walked = TwoGroups(), jumped = TwoGroups();
            LRScheduler slow = make(walked), fast = make(jumped);
            for (int i = 0; i < 11; i++)
                slow.Step();
            fast.Step(11);
            Assert.Equal(11, fast.LastEpoch);
            Assert.All(Rates(walked).Zip(Rates(jumped)), pair => Assert.Equal(pair.First, pair.Second, 12));
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        SGD plain = TwoGroups(momentum: 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepLR(plain, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(plain, factor: 1));
        Assert.Throws<ArgumentException>(() => new LambdaLR(plain, [e => 1]));
        Assert.Throws<ArgumentException>(() => new SequentialLR(plain, [new StepLR(plain, 1)], [3]));
        Assert.Throws<ArgumentException>(() => new ChainedScheduler());
        Assert.Throws<ArgumentException>(() => new ChainedScheduler(new StepLR(plain, 1), new StepLR(TwoGroups(), 1)));
    }

    [Fact]
    public void A_chain_can_be_the_first_of_a_sequence()
    {
        SGD optimizer = TwoGroups();
        var scheduler = new SequentialLR(optimizer, [new ChainedScheduler(new ConstantLR(optimizer, 0.1, 3)), new ExponentialLR(optimizer, 0.9)], [4]);
        var rates = new List<double>();
        for (int i = 0; i < 6; i++, scheduler.Step())
            rates.Add(Math.Round(optimizer.ParameterGroups[0].Lr, 12));
        Assert.Equal([0.01, 0.01, 0.01, 0.1, 0.1, 0.09], rates);
        Assert.Throws<UnsupportedOpException>(() => new SequentialLR(optimizer, [scheduler], []));
    }

    [Fact]
    public void Groups_that_come_later_keep_their_rates_or_follow_the_last_one()
    {
        SGD optimizer = TwoGroups();
        LRScheduler lambda = new LambdaLR(optimizer, e => 0.5), step = new StepLR(optimizer, 1, gamma: 0.1);
        optimizer.AddParameterGroup([Torch.Ones(1).RequiresGrad_()], lr: 1);
        lambda.Step();
        Assert.Equal(1, optimizer.ParameterGroups[2].Lr);
        step.Step();
        Assert.Equal(0.1, optimizer.ParameterGroups[2].Lr, 12);
        Assert.Throws<InvalidOperationException>(() => lambda.Step(5));
    }
}
