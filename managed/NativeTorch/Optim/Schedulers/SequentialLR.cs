namespace NativeTorch.Optim;

/// <summary>One scheduler after another: the next one starts at each milestone. PyTorch:
/// <c>torch.optim.lr_scheduler.SequentialLR</c>.</summary>
public sealed class SequentialLR : LRScheduler
{
    readonly LRScheduler[] schedulers;
    long[] milestones;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed: that of all the schedulers.</param>
    /// <param name="schedulers">The schedulers, in order.</param>
    /// <param name="milestones">The epochs in which the second and the later ones start.</param>
    /// <exception cref="UnsupportedOpException">One of the schedulers is a SequentialLR.</exception>
    /// <exception cref="ArgumentException">A scheduler has another optimizer, or there are not as many milestones as changes.</exception>
    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<long> milestones) : base(optimizer)
    {
        (this.schedulers, this.milestones) = ([.. schedulers], [.. milestones]);
        if (this.schedulers.Any(s => s.Optimizer != optimizer))
            throw new ArgumentException("[SequentialLR] a scheduler belongs to another optimizer", nameof(schedulers));
        if (this.milestones.Length != this.schedulers.Length - 1)
            throw new ArgumentException($"[SequentialLR] {this.milestones.Length} milestones for {this.schedulers.Length} schedulers: there is one between two", nameof(milestones));
        if (this.schedulers.Any(s => s is SequentialLR))
            throw new UnsupportedOpException("[SequentialLR] one within another is not supported: give it all schedulers and milestones");
        // What they did when they were made is undone; the first one begins.
        for (int i = 0; i < Groups.Count; i++)
            Groups[i].Lr = BaseLrs[i];
        foreach (LRScheduler scheduler in this.schedulers)
            scheduler.Rewind();
        this.schedulers[0].Restart();
        (LastEpoch, LastLr) = (0, this.schedulers[0].LastLr);
    }

    /// <inheritdoc/>
    public override void Step()
    {
        LastEpoch++;
        int now = milestones.Count(m => m <= LastEpoch);
        if (now > 0 && milestones[now - 1] == LastEpoch)
            schedulers[now].Step(0);
        else
            schedulers[now].Step();
        LastLr = schedulers[now].LastLr;
    }

    /// <inheritdoc/>
    public override void Step(long epoch) => throw new UnsupportedOpException("[SequentialLR] an epoch cannot be set: it depends on all before");

    /// <inheritdoc/>
    protected override double Lr(int group) => Now(group);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        milestones = state.Value("_milestones", milestones);
        ExchangeInner(state, schedulers);
    }
}
