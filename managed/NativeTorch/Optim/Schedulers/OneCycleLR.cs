namespace NativeTorch.Optim;

/// <summary>How <see cref="OneCycleLR"/> goes from one rate to another.</summary>
public enum AnnealStrategy
{
    /// <summary>Along half a cosine.</summary>
    Cos,

    /// <summary>Along a line.</summary>
    Linear,
}

/// <summary>One cycle for a whole training: lr rises to its highest value and falls far below where it began; the momentum,
/// where it is cycled, goes the other way. PyTorch: <c>torch.optim.lr_scheduler.OneCycleLR</c>.</summary>
public sealed class OneCycleLR : LRScheduler
{
    double[] highest;
    double divFactor, finalDivFactor, baseMomentum, maxMomentum;
    double[] ends;  // of the phases
    bool threePhase, cycleMomentum;
    AnnealStrategy strategy;
    long totalSteps;

    /// <summary>A scheduler of the optimizer's rates, with the same maximum for all groups.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="maxLr">The highest rate.</param>
    /// <param name="totalSteps">All steps of the training; or null, and the next two are given.</param>
    /// <param name="epochs">Epochs of the training.</param>
    /// <param name="stepsPerEpoch">Steps in each of them.</param>
    /// <param name="pctStart">The part of them in which the rate rises (default 0.3).</param>
    /// <param name="annealStrategy">How it rises and falls (default: along a cosine).</param>
    /// <param name="cycleMomentum">Whether momentum, or the first beta, goes the other way (default true).</param>
    /// <param name="baseMomentum">The lowest momentum (default 0.85).</param>
    /// <param name="maxMomentum">The highest momentum (default 0.95).</param>
    /// <param name="divFactor">The highest rate by the first (default 25).</param>
    /// <param name="finalDivFactor">The first rate by the last (default 1e4).</param>
    /// <param name="threePhase">Whether it falls to the first rate as long as it rose, and further then (default false).</param>
    /// <exception cref="ArgumentException">Momentum is to be cycled, and the optimizer has none; or the steps are not given.</exception>
    public OneCycleLR(Optimizer optimizer, double maxLr, long? totalSteps = null, long? epochs = null, long? stepsPerEpoch = null,
        double pctStart = 0.3, AnnealStrategy annealStrategy = AnnealStrategy.Cos, bool cycleMomentum = true, double baseMomentum = 0.85,
        double maxMomentum = 0.95, double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false)
        : this(optimizer, [.. optimizer.ParameterGroups.Select(_ => maxLr)], totalSteps, epochs, stepsPerEpoch, pctStart, annealStrategy,
            cycleMomentum, baseMomentum, maxMomentum, divFactor, finalDivFactor, threePhase)
    {
    }

    /// <summary>A scheduler of the optimizer's rates, with a maximum for each group.</summary>
    /// <inheritdoc cref="OneCycleLR(Optimizer, double, long?, long?, long?, double, AnnealStrategy, bool, double, double, double, double, bool)"/>
    public OneCycleLR(Optimizer optimizer, IReadOnlyList<double> maxLr, long? totalSteps = null, long? epochs = null,
        long? stepsPerEpoch = null, double pctStart = 0.3, AnnealStrategy annealStrategy = AnnealStrategy.Cos, bool cycleMomentum = true,
        double baseMomentum = 0.85, double maxMomentum = 0.95, double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false)
        : base(optimizer)
    {
        if (!(pctStart is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(pctStart), pctStart, $"pctStart is {pctStart}: it must be in [0, 1]");
        highest = ForEach(maxLr, nameof(maxLr));
        long steps = totalSteps is { } all ? Positive(all, nameof(totalSteps))
            : epochs is { } times && stepsPerEpoch is { } each ? Positive(times, nameof(epochs)) * Positive(each, nameof(stepsPerEpoch))
            : throw new ArgumentException("[OneCycleLR] totalSteps is missing, or epochs and stepsPerEpoch", nameof(totalSteps));
        this.totalSteps = steps;
        (strategy, this.cycleMomentum, this.threePhase) = (annealStrategy, cycleMomentum, threePhase);
        (this.baseMomentum, this.maxMomentum, this.divFactor, this.finalDivFactor) = (baseMomentum, maxMomentum, divFactor, finalDivFactor);
        ends = threePhase ? [pctStart * steps - 1, 2 * pctStart * steps - 2, steps - 1] : [pctStart * steps - 1, steps - 1];
        if (cycleMomentum && Groups.Any(group => group.CycledMomentum is null))
            throw new ArgumentException("[OneCycleLR] the optimizer has no momentum that could be cycled: pass cycleMomentum: false", nameof(optimizer));
        for (int i = 0; i < highest.Length; i++)
            Groups[i].InitialLr = highest[i] / divFactor;
        BaseLrs = [.. highest.Select(lr => lr / divFactor)];
        Start();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        Check(LastEpoch + 1);
        base.Step();
    }

    /// <inheritdoc/>
    public override void Step(long epoch)
    {
        Check(epoch);
        base.Step(epoch);
    }

    void Check(long step)
    {
        if (step > totalSteps || step < 0)
            throw new InvalidOperationException($"[OneCycleLR] step {step}: the cycle has {totalSteps} steps");
    }

    /// <inheritdoc/>
    protected override double Lr(int group)
    {
        double first = highest[group] / divFactor, last = first / finalDivFactor;
        double[] rates = threePhase ? [first, highest[group], first, last] : [first, highest[group], last];
        double[] momenta = threePhase ? [maxMomentum, baseMomentum, maxMomentum, maxMomentum] : [maxMomentum, baseMomentum, maxMomentum];
        int phase = 0;
        while (phase < ends.Length - 1 && LastEpoch > ends[phase])
            phase++;
        double begin = phase == 0 ? 0 : ends[phase - 1], part = (LastEpoch - begin) / (ends[phase] - begin);
        if (cycleMomentum)
            Groups[group].CycledMomentum = Math.Clamp(Anneal(momenta[phase], momenta[phase + 1], part),
                Math.Min(baseMomentum, maxMomentum), Math.Max(baseMomentum, maxMomentum));
        // The step behind the last one, which a training loop takes and does not use, goes on as before, but not below 0.
        return Math.Max(0, Anneal(rates[phase], rates[phase + 1], part));
    }

    double Anneal(double start, double end, double part) => strategy == AnnealStrategy.Linear ? (end - start) * part + start
        : end + (start - end) / 2.0 * (Math.Cos(Math.PI * part) + 1);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        totalSteps = state.Value("total_steps", totalSteps);
        highest = ForEach(state.Value("max_lrs", highest), "max_lrs");
        divFactor = state.Value("div_factor", divFactor);
        finalDivFactor = state.Value("final_div_factor", finalDivFactor);
        threePhase = state.Value("three_phase", threePhase);
        ends = state.Value("_phase_ends", ends);
        strategy = state.Value("_anneal_func_type", strategy);
        cycleMomentum = state.Value("cycle_momentum", cycleMomentum);
        baseMomentum = state.Value("base_momentum", baseMomentum);
        maxMomentum = state.Value("max_momentum", maxMomentum);
    }
}
