namespace NativeTorch.Optim;

/// <summary>lr times a factor that goes linearly from <c>startFactor</c> to <c>endFactor</c> in <c>totalIters</c> epochs.
/// PyTorch: <c>torch.optim.lr_scheduler.LinearLR</c>.</summary>
public sealed class LinearLR : LRScheduler
{
    double start, end;
    long totalIters;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="startFactor">The first factor, above 0 and up to 1 (default 1/3).</param>
    /// <param name="endFactor">The last factor, from 0 to 1 (default 1).</param>
    /// <param name="totalIters">Epochs until it is reached (default 5).</param>
    public LinearLR(Optimizer optimizer, double startFactor = 1.0 / 3, double endFactor = 1, long totalIters = 5) : base(optimizer)
    {
        if (!(startFactor is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(startFactor), startFactor, $"startFactor is {startFactor}: it must be in (0, 1]");
        if (!(endFactor is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(endFactor), endFactor, $"endFactor is {endFactor}: it must be in [0, 1]");
        (start, end, this.totalIters) = (startFactor, endFactor, totalIters);
        Start();
    }

    private protected override bool FollowsNewGroups => true;

    /// <inheritdoc/>
    protected override double Lr(int group) => LastEpoch == 0 ? Now(group) * start
        : LastEpoch > totalIters ? Now(group)
        : Now(group) * (1 + (end - start) / (totalIters * start + (LastEpoch - 1) * (end - start)));

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) =>
        BaseLrs[group] * (start + (end - start) * Math.Min(totalIters, LastEpoch) / totalIters);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        start = state.Value("start_factor", start);
        end = state.Value("end_factor", end);
        totalIters = state.Value("total_iters", totalIters);
    }
}
