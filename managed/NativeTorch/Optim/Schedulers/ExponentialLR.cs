namespace NativeTorch.Optim;

/// <summary>lr *= gamma in every epoch. PyTorch: <c>torch.optim.lr_scheduler.ExponentialLR</c>.</summary>
public sealed class ExponentialLR : LRScheduler
{
    double gamma;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="gamma">The factor.</param>
    public ExponentialLR(Optimizer optimizer, double gamma) : base(optimizer)
    {
        this.gamma = gamma;
        Start();
    }

    private protected override bool FollowsNewGroups => true;

    /// <inheritdoc/>
    protected override double Lr(int group) => LastEpoch == 0 ? Now(group) : Now(group) * gamma;

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) => BaseLrs[group] * Math.Pow(gamma, LastEpoch);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        gamma = state.Value("gamma", gamma);
    }
}
