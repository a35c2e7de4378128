namespace NativeTorch.Optim;

/// <summary>lr goes from its start to <c>etaMin</c> along half a cosine, again and again, each time <c>tMult</c> times as long.
/// PyTorch: <c>torch.optim.lr_scheduler.CosineAnnealingWarmRestarts</c>.</summary>
public sealed class CosineAnnealingWarmRestarts : LRScheduler
{
    long t0, tMult;
    double etaMin;
    long length;  // of this run
    long position;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="t0">Epochs of the first run.</param>
    /// <param name="tMult">The factor between two runs' lengths (default 1).</param>
    /// <param name="etaMin">The lowest rate (default 0).</param>
    public CosineAnnealingWarmRestarts(Optimizer optimizer, long t0, long tMult = 1, double etaMin = 0) : base(optimizer)
    {
        (this.t0, this.tMult, this.etaMin) = (Positive(t0, nameof(t0)), Positive(tMult, nameof(tMult)), etaMin);
        Start();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        if (LastEpoch < 0)
        {
            Step(0);
            return;
        }
        if (++position >= length)
        {
            position -= length;
            length *= tMult;
        }
        base.Step();
    }

    /// <inheritdoc/>
    public override void Step(long epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        (length, position) = (t0, epoch);
        while (position >= length)
        {
            position -= length;
            length *= tMult;
        }
        base.Step(epoch);
    }

    /// <inheritdoc/>
    protected override double Lr(int group) =>
        etaMin + (BaseLrs[group] - etaMin) * (1 + Math.Cos(Math.PI * position / length)) / 2;

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        t0 = state.Value("T_0", t0);
        length = state.Value("T_i", length);
        tMult = state.Value("T_mult", tMult);
        etaMin = state.Value("eta_min", etaMin);
        position = state.Value("T_cur", position);
    }
}
