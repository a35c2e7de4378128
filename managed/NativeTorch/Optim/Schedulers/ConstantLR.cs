namespace NativeTorch.Optim;

/// <summary>lr times <c>factor</c> for the first <c>totalIters</c> epochs. PyTorch:
/// <c>torch.optim.lr_scheduler.ConstantLR</c>.</summary>
public sealed class ConstantLR : LRScheduler
{
    double factor;
    long totalIters;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="factor">The factor, from 0 to 1 (default 1/3).</param>
    /// <param name="totalIters">Epochs with it (default 5).</param>
    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, long totalIters = 5) : base(optimizer)
    {
        if (!(factor is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"factor is {factor}: it must be in [0, 1]");
        (this.factor, this.totalIters) = (factor, totalIters);
        Start();
    }

    private protected override bool FollowsNewGroups => true;

    /// <inheritdoc/>
    protected override double Lr(int group) => LastEpoch == 0 ? Now(group) * factor
        : LastEpoch != totalIters ? Now(group)
        : Now(group) * (1 / factor);

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) => BaseLrs[group] * (factor + (LastEpoch >= totalIters ? 1 : 0) * (1 - factor));

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        factor = state.Value("factor", factor);
        totalIters = state.Value("total_iters", totalIters);
    }
}
