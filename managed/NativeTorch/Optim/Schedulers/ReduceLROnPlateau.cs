namespace NativeTorch.Optim;

/// <summary>Whether a metric is better when it is lower, as a loss, or higher, as an accuracy.</summary>
public enum PlateauMode
{
    /// <summary>Lower is better.</summary>
    Min,

    /// <summary>Higher is better.</summary>
    Max,
}

/// <summary>What a metric's threshold is a part of.</summary>
public enum ThresholdMode
{
    /// <summary>Of the best value so far.</summary>
    Rel,

    /// <summary>Of nothing: it is a number of its own.</summary>
    Abs,
}

/// <summary>lr *= factor when a metric has not become better for some epochs. PyTorch:
/// <c>torch.optim.lr_scheduler.ReduceLROnPlateau</c>.</summary>
public sealed class ReduceLROnPlateau
{
    readonly Optimizer optimizer;
    PlateauMode mode;
    ThresholdMode thresholdMode;
    double factor, threshold, eps;
    double[] minLrs;
    long patience, cooldown;
    long badEpochs, coolingEpochs;

    /// <summary>A scheduler of the optimizer's rates.</summary>
    /// <param name="optimizer">Whose rates are changed.</param>
    /// <param name="mode">Which metrics are better (default: lower ones).</param>
    /// <param name="factor">The factor, below 1 (default 0.1).</param>
    /// <param name="patience">Epochs without improvement that are allowed (default 10).</param>
    /// <param name="threshold">What a value must be better by (default 1e-4).</param>
    /// <param name="thresholdMode">What the threshold is a part of (default: the best value).</param>
    /// <param name="cooldown">Epochs after a change that do not count (default 0).</param>
    /// <param name="minLr">The lowest rate (default 0).</param>
    /// <param name="eps">A smaller change of the rate is not made (default 1e-8).</param>
    public ReduceLROnPlateau(Optimizer optimizer, PlateauMode mode = PlateauMode.Min, double factor = 0.1, long patience = 10,
        double threshold = 1e-4, ThresholdMode thresholdMode = ThresholdMode.Rel, long cooldown = 0, double minLr = 0, double eps = 1e-8)
        : this(optimizer, [.. optimizer.ParameterGroups.Select(_ => minLr)], mode, factor, patience, threshold, thresholdMode, cooldown, eps)
    {
    }

    /// <summary>A scheduler of the optimizer's rates, with the lowest rate of each group.</summary>
    /// <inheritdoc cref="ReduceLROnPlateau(Optimizer, PlateauMode, double, long, double, ThresholdMode, long, double, double)"/>
    public ReduceLROnPlateau(Optimizer optimizer, IReadOnlyList<double> minLr, PlateauMode mode = PlateauMode.Min, double factor = 0.1,
        long patience = 10, double threshold = 1e-4, ThresholdMode thresholdMode = ThresholdMode.Rel, long cooldown = 0, double eps = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!(factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"factor is {factor}: it must be below 1");
        (this.optimizer, this.mode, this.factor, this.patience) = (optimizer, mode, factor, patience);
        (this.threshold, this.thresholdMode, this.cooldown, this.eps) = (threshold, thresholdMode, cooldown, eps);
        minLrs = minLr.Count == optimizer.ParameterGroups.Count ? [.. minLr] : throw new ArgumentException(
            $"[ReduceLROnPlateau] {minLr.Count} lowest rates for {optimizer.ParameterGroups.Count} groups", nameof(minLr));
        Best = mode == PlateauMode.Min ? double.PositiveInfinity : double.NegativeInfinity;
        LastLr = Lrs();
    }

    /// <summary>The best metric so far.</summary>
    public double Best { get; private set; }

    /// <summary>How many steps there were.</summary>
    public long LastEpoch { get; private set; }

    /// <summary>The rates that were set last, one for each group. PyTorch: <c>get_last_lr</c>.</summary>
    public IReadOnlyList<double> LastLr { get; private set; }

    /// <summary>Takes the metric of an epoch, and lowers the rates where it is time.</summary>
    public void Step(double metric)
    {
        LastEpoch++;
        if (IsBetter(metric))
            (Best, badEpochs) = (metric, 0);
        else
            badEpochs++;
        if (coolingEpochs > 0)
            (coolingEpochs, badEpochs) = (coolingEpochs - 1, 0);
        if (badEpochs > patience)
        {
            foreach ((int i, ParameterGroup group) in optimizer.ParameterGroups.Index())
                if (Math.Max(group.Lr * factor, minLrs[Math.Min(i, minLrs.Length - 1)]) is var lr && group.Lr - lr > eps)
                    group.Lr = lr;
            (coolingEpochs, badEpochs) = (cooldown, 0);
        }
        LastLr = Lrs();
    }

    /// <inheritdoc cref="Step(double)"/>
    public void Step(Tensor metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        Step(metric.Item<double>());
    }

    /// <inheritdoc cref="LRScheduler.StateDict"/>
    public StateDictionary StateDict()
    {
        var state = new StateExchange();
        Exchange(state);
        return state.ToDictionary();
    }

    /// <inheritdoc cref="LRScheduler.LoadStateDict"/>
    public void LoadStateDict(StateDictionary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Exchange(new(state));
    }

    void Exchange(StateExchange state)
    {
        factor = state.Value("factor", factor);
        minLrs = state.Value("min_lrs", minLrs) is { Length: > 0 } lowest ? lowest
            : throw new ArgumentException("[ReduceLROnPlateau] the state dict has no lowest rates");
        patience = state.Value("patience", patience);
        cooldown = state.Value("cooldown", cooldown);
        coolingEpochs = state.Value("cooldown_counter", coolingEpochs);
        mode = state.Value("mode", mode);
        threshold = state.Value("threshold", threshold);
        thresholdMode = state.Value("threshold_mode", thresholdMode);
        Best = state.Value("best", Best);
        badEpochs = state.Value("num_bad_epochs", badEpochs);
        eps = state.Value("eps", eps);
        LastEpoch = state.Value("last_epoch", LastEpoch);
        LastLr = state.Value<double[]>("_last_lr", [.. LastLr]);
    }

    bool IsBetter(double metric) => (mode, thresholdMode) switch
    {
        (PlateauMode.Min, ThresholdMode.Rel) => metric < Best * (1 - threshold),
        (PlateauMode.Min, _) => metric < Best - threshold,
        (_, ThresholdMode.Rel) => metric > Best * (threshold + 1),
        _ => metric > Best + threshold,
    };

    double[] Lrs() => [.. optimizer.ParameterGroups.Select(group => group.Lr)];
}
