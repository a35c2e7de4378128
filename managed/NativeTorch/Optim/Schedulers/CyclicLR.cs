namespace NativeTorch.Optim;

/// <summary>How <see cref="CyclicLR"/>'s cycles shrink.</summary>
public enum CyclicMode
{
    /// <summary>They do not.</summary>
    Triangular,

    /// <summary>Each is half as high as the one before.</summary>
    Triangular2,

    /// <summary>The height is gamma^epoch.</summary>
    ExpRange,
}

/// <summary>What a scale function of <see cref="CyclicLR"/> is given.</summary>
public enum CyclicScaleMode
{
    /// <summary>The number of the cycle, from 1.</summary>
    Cycle,

    /// <summary>The number of the step, from 0.</summary>
    Iterations,
}

/// <summary>lr goes up and down between two bounds; the momentum, where it is cycled, down and up. PyTorch:
/// <c>torch.optim.lr_scheduler.CyclicLR</c>.</summary>
public sealed class CyclicLR : LRScheduler
{
    double[] highest;
    double total, ratio, gamma, baseMomentum, maxMomentum;
    bool cycleMomentum;
    CyclicMode mode;
    readonly Func<double, double>? scaleFn;
    readonly CyclicScaleMode scaleMode;

    /// <summary>A scheduler of the optimizer's rates, with the same bounds for all groups.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="baseLr">The lowest rate.</param>
    /// <param name="maxLr">The highest rate of the first cycle.</param>
    /// <param name="stepSizeUp">Steps from the lowest to the highest (default 2000).</param>
    /// <param name="stepSizeDown">Steps from the highest to the lowest (default: as many).</param>
    /// <param name="mode">How the cycles shrink (default: not at all).</param>
    /// <param name="gamma">For <see cref="CyclicMode.ExpRange"/> (default 1).</param>
    /// <param name="scaleFn">The height of a cycle, in the place of <paramref name="mode"/>; null is that. It is not in the state dict.</param>
    /// <param name="scaleMode">What scaleFn is given (default: the cycle's number).</param>
    /// <param name="cycleMomentum">Whether momentum, or the first beta, goes the other way (default true).</param>
    /// <param name="baseMomentum">The lowest momentum (default 0.8).</param>
    /// <param name="maxMomentum">The highest momentum (default 0.9).</param>
    /// <exception cref="ArgumentException">Momentum is to be cycled, and the optimizer has none.</exception>
    public CyclicLR(Optimizer optimizer, double baseLr, double maxLr, long stepSizeUp = 2000, long? stepSizeDown = null,
        CyclicMode mode = CyclicMode.Triangular, double gamma = 1, Func<double, double>? scaleFn = null,
        CyclicScaleMode scaleMode = CyclicScaleMode.Cycle, bool cycleMomentum = true, double baseMomentum = 0.8, double maxMomentum = 0.9)
        : this(optimizer, [.. optimizer.ParameterGroups.Select(_ => baseLr)], [.. optimizer.ParameterGroups.Select(_ => maxLr)], stepSizeUp,
            stepSizeDown, mode, gamma, scaleFn, scaleMode, cycleMomentum, baseMomentum, maxMomentum)
    {
    }

    /// <summary>A scheduler of the optimizer's rates, with bounds for each group.</summary>
    /// <inheritdoc cref="CyclicLR(Optimizer, double, double, long, long?, CyclicMode, double, Func{double, double}, CyclicScaleMode, bool, double, double)"/>
    public CyclicLR(Optimizer optimizer, IReadOnlyList<double> baseLr, IReadOnlyList<double> maxLr, long stepSizeUp = 2000,
        long? stepSizeDown = null, CyclicMode mode = CyclicMode.Triangular, double gamma = 1, Func<double, double>? scaleFn = null,
        CyclicScaleMode scaleMode = CyclicScaleMode.Cycle, bool cycleMomentum = true, double baseMomentum = 0.8, double maxMomentum = 0.9)
        : base(optimizer)
    {
        BaseLrs = ForEach(baseLr, nameof(baseLr));
        highest = ForEach(maxLr, nameof(maxLr));
        double up = Positive(stepSizeUp, nameof(stepSizeUp));
        total = up + Positive(stepSizeDown ?? stepSizeUp, nameof(stepSizeDown));
        ratio = up / total;
        (this.mode, this.gamma, this.cycleMomentum) = (mode, gamma, cycleMomentum);
        (this.scaleFn, this.scaleMode) = (scaleFn, scaleMode);
        (this.baseMomentum, this.maxMomentum) = (baseMomentum, maxMomentum);
        if (cycleMomentum && Groups.Any(group => group.CycledMomentum is null))
            throw new ArgumentException("[CyclicLR] the optimizer has no momentum that could be cycled: pass cycleMomentum: false", nameof(optimizer));
        for (int i = 0; i < highest.Length; i++)
            Groups[i].InitialLr = Groups[i].Lr = BaseLrs[i];
        Start();
    }

    /// <inheritdoc/>
    protected override double Lr(int group)
    {
        double cycle = Math.Floor(1 + LastEpoch / total), x = 1 + LastEpoch / total - cycle;
        double height = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
        double shrink = scaleFn is not null ? scaleFn(scaleMode == CyclicScaleMode.Cycle ? cycle : LastEpoch) : mode switch
        {
            CyclicMode.Triangular2 => 1 / Math.Pow(2, cycle - 1),
            CyclicMode.ExpRange => Math.Pow(gamma, LastEpoch),
            _ => 1,
        };
        if (cycleMomentum)
            Groups[group].CycledMomentum = maxMomentum - (maxMomentum - baseMomentum) * height * shrink;
        return BaseLrs[group] + (highest[group] - BaseLrs[group]) * height * shrink;
    }

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        highest = ForEach(state.Value("max_lrs", highest), "max_lrs");
        total = state.Value("total_size", total);
        ratio = state.Value("step_ratio", ratio);
        mode = state.Value("mode", mode);
        gamma = state.Value("gamma", gamma);
        cycleMomentum = state.Value("cycle_momentum", cycleMomentum);
        baseMomentum = state.Value("base_momentum", baseMomentum);
        maxMomentum = state.Value("max_momentum", maxMomentum);
    }
}
