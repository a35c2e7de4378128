namespace NativeTorch.Optim;

/// <summary>Several schedulers of one optimizer, stepped one after the other. PyTorch:
/// <c>torch.optim.lr_scheduler.ChainedScheduler</c>.</summary>
public sealed class ChainedScheduler : LRScheduler
{
    readonly LRScheduler[] schedulers;

    /// <summary>A scheduler that steps the given ones.</summary>
    /// <exception cref="ArgumentException">There is none, or they have different optimizers.</exception>
    public ChainedScheduler(params IReadOnlyList<LRScheduler> schedulers)
        : base(schedulers is { Count: > 0 } ? schedulers[0].Optimizer : throw new ArgumentException("[ChainedScheduler] there is no scheduler", nameof(schedulers)))
    {
        this.schedulers = [.. schedulers];
        if (this.schedulers.Any(s => s.Optimizer != Optimizer))
            throw new ArgumentException("[ChainedScheduler] the schedulers have different optimizers", nameof(schedulers));
        LastEpoch = 0;
        LastLr = this.schedulers[^1].LastLr;
    }

    /// <inheritdoc/>
    public override void Step()
    {
        LastEpoch++;
        foreach (LRScheduler scheduler in schedulers)
            scheduler.Step();
        LastLr = [.. Groups.Select(group => group.Lr)];
    }

    /// <inheritdoc/>
    public override void Step(long epoch) => throw new UnsupportedOpException("[ChainedScheduler] an epoch cannot be set: it depends on all before");

    /// <inheritdoc/>
    protected override double Lr(int group) => Now(group);

    internal override void Rewind()
    {
        foreach (LRScheduler scheduler in schedulers)
            scheduler.Rewind();
        LastEpoch--;
    }

    internal override void Restart()
    {
        foreach (LRScheduler scheduler in schedulers)
            scheduler.Restart();
        (LastEpoch, LastLr) = (0, [.. Groups.Select(group => group.Lr)]);
    }

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        ExchangeInner(state, schedulers);
    }
}
