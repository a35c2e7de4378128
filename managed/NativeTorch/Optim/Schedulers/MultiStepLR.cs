namespace NativeTorch.Optim;

/// <summary>lr *= gamma at each of the given epochs. PyTorch: <c>torch.optim.lr_scheduler.MultiStepLR</c>.</summary>
public sealed class MultiStepLR : LRScheduler
{
    long[] milestones;
    double gamma;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="milestones">The epochs; one that stands twice counts twice.</param>
    /// <param name="gamma">The factor (default 0.1).</param>
    public MultiStepLR(Optimizer optimizer, IEnumerable<long> milestones, double gamma = 0.1) : base(optimizer)
    {
        (this.milestones, this.gamma) = ([.. milestones], gamma);
        Start();
    }

    private protected override bool FollowsNewGroups => true;

    /// <inheritdoc/>
    protected override double Lr(int group) => milestones.Count(m => m == LastEpoch) is var times && times == 0 ? Now(group)
        : Now(group) * Math.Pow(gamma, times);

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) => BaseLrs[group] * Math.Pow(gamma, milestones.Count(m => m <= LastEpoch));

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        milestones = state.Value("milestones", milestones);
        gamma = state.Value("gamma", gamma);
    }
}
