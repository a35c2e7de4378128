namespace NativeTorch.Optim;

/// <summary>lr goes from its start to <c>etaMin</c> and back along a cosine whose half period is <c>tMax</c> epochs.
/// PyTorch: <c>torch.optim.lr_scheduler.CosineAnnealingLR</c>.</summary>
public sealed class CosineAnnealingLR : LRScheduler
{
    long tMax;
    double etaMin;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="tMax">Epochs from the highest rate to the lowest.</param>
    /// <param name="etaMin">The lowest rate (default 0).</param>
    public CosineAnnealingLR(Optimizer optimizer, long tMax, double etaMin = 0) : base(optimizer)
    {
        (this.tMax, this.etaMin) = (Positive(tMax, nameof(tMax)), etaMin);
        Start();
    }

    /// <inheritdoc/>
    protected override double Lr(int group)
    {
        if (LastEpoch == 0)
            return Now(group);
        if ((LastEpoch - 1 - tMax) % (2 * tMax) == 0)
            return Now(group) + (BaseLrs[group] - etaMin) * (1 - Math.Cos(Math.PI / tMax)) / 2;
        return (1 + Math.Cos(Math.PI * LastEpoch / tMax)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / tMax)) * (Now(group) - etaMin) + etaMin;
    }

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) =>
        etaMin + (BaseLrs[group] - etaMin) * (1 + Math.Cos(Math.PI * LastEpoch / tMax)) / 2;

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        tMax = state.Value("T_max", tMax);
        etaMin = state.Value("eta_min", etaMin);
    }
}
