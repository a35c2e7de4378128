namespace NativeTorch.Optim;

/// <summary>lr *= gamma every <c>stepSize</c> epochs. PyTorch: <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
public sealed class StepLR : LRScheduler
{
    long stepSize;
    double gamma;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="stepSize">Epochs between two changes.</param>
    /// <param name="gamma">The factor (default 0.1).</param>
    public StepLR(Optimizer optimizer, long stepSize, double gamma = 0.1) : base(optimizer)
    {
        (this.stepSize, this.gamma) = (Positive(stepSize, nameof(stepSize)), gamma);
        Start();
    }

    private protected override bool FollowsNewGroups => true;

    /// <inheritdoc/>
    protected override double Lr(int group) => LastEpoch == 0 || LastEpoch % stepSize != 0 ? Now(group) : Now(group) * gamma;

    /// <inheritdoc/>
    protected override double LrOfEpoch(int group) => BaseLrs[group] * Math.Pow(gamma, LastEpoch / stepSize);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        stepSize = state.Value("step_size", stepSize);
        gamma = state.Value("gamma", gamma);
    }
}
