namespace NativeTorch.Optim;

/// <summary>lr times (1 - epoch / totalIters)^power. PyTorch: <c>torch.optim.lr_scheduler.PolynomialLR</c>.</summary>
public sealed class PolynomialLR : LRScheduler
{
    long totalIters;
    double power;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="totalIters">Epochs until the rate is 0 (default 5).</param>
    /// <param name="power">The power (default 1).</param>
    public PolynomialLR(Optimizer optimizer, long totalIters = 5, double power = 1) : base(optimizer)
    {
        (this.totalIters, this.power) = (totalIters, power);
        Start();
    }

    private protected override bool FollowsNewGroups => true;

    /// <inheritdoc/>
    protected override double Lr(int group) => LastEpoch == 0 || LastEpoch > totalIters ? Now(group)
        : Now(group) * Math.Pow((1.0 - (double)LastEpoch / totalIters) / (1.0 - (double)(LastEpoch - 1) / totalIters), power);

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) =>
        BaseLrs[group] * Math.Pow(1.0 - (double)Math.Min(totalIters, LastEpoch) / totalIters, power);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        totalIters = state.Value("total_iters", totalIters);
        power = state.Value("power", power);
    }
}
