namespace NativeTorch.Optim;

/// <summary>Changes the learning rates of an optimizer's groups as training goes on. PyTorch:
/// <c>torch.optim.lr_scheduler.LRScheduler</c>.</summary>
/// <remarks>A scheduler sets the rates for the start when it is made, and the next ones in each <see cref="Step()"/>, which is
/// called after the optimizer's. Most compute a rate from the one before, so that schedulers can be chained.
/// <code>
/// var scheduler = new StepLR(optimizer, stepSize: 10, gamma: 0.1);
/// for (int epoch = 0; epoch &lt; 30; epoch++)
/// {
///     Train(optimizer);
///     scheduler.Step();
/// }
/// </code></remarks>
public abstract class LRScheduler
{
    /// <summary>Remembers the rates that the groups have now, or had when their first scheduler was made.</summary>
    protected LRScheduler(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        foreach (ParameterGroup group in Groups)
            group.InitialLr ??= group.Lr;
        BaseLrs = [.. Groups.Select(group => group.InitialLr!.Value)];
    }

    /// <summary>Whose rates are changed.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How many steps there were; -1 before the rates of the start are set.</summary>
    public long LastEpoch { get; private protected set; } = -1;

    /// <summary>The rates that were set last, one for each group. PyTorch: <c>get_last_lr</c>.</summary>
    public IReadOnlyList<double> LastLr { get; private protected set; } = [];

    /// <summary>The rates before any scheduler changed them, one for each group.</summary>
    protected IReadOnlyList<double> BaseLrs { get; private protected set; }

    /// <summary>Whether groups that the optimizer has got since are changed too: where the next rate comes from the last one alone.</summary>
    private protected virtual bool FollowsNewGroups => false;

    private protected IReadOnlyList<ParameterGroup> Groups => Optimizer.ParameterGroups;

    /// <summary>Sets the rates of the next epoch.</summary>
    public virtual void Step()
    {
        LastEpoch++;
        Set(Lr);
    }

    /// <summary>Sets the rates of the given epoch, whatever came before.</summary>
    public virtual void Step(long epoch)
    {
        if (Groups.Count > BaseLrs.Count)
            throw new InvalidOperationException($"[{GetType().Name}] the optimizer has got groups since the scheduler was made: their rates of epoch {epoch} are not known");
        LastEpoch = epoch;
        Set(LrOfEpoch);
    }

    /// <summary>All that the scheduler remembers, by PyTorch's names; functions that it was given are not among it. PyTorch:
    /// <c>LRScheduler.state_dict</c>.</summary>
    /// <remarks>A scheduler of your own that has fields overrides both methods and adds them to the base's.</remarks>
    public virtual StateDictionary StateDict()
    {
        var state = new StateExchange();
        Exchange(state);
        return state.ToDictionary();
    }

    /// <summary>Goes on where another scheduler of this kind was; the optimizer's rates come from its own state dict. What is not
    /// in the dictionary stays as it is. PyTorch: <c>LRScheduler.load_state_dict</c>.</summary>
    /// <exception cref="ArgumentException">A value is not of the type that it has here, or there are more or fewer groups.</exception>
    public virtual void LoadStateDict(StateDictionary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Exchange(new(state));
    }

    /// <summary>The scheduler's fields by PyTorch's names.</summary>
    private protected virtual void Exchange(StateExchange state)
    {
        LastEpoch = state.Value("last_epoch", LastEpoch);
        BaseLrs = ForEach(state.Value<double[]>("base_lrs", [.. BaseLrs]), "base_lrs");
        LastLr = state.Value<double[]>("_last_lr", [.. LastLr]);
        state.Value("_step_count", LastEpoch + 1); // PyTorch's, for a warning
    }

    /// <summary>The rate of a group in epoch <see cref="LastEpoch"/>, from the one that it has.</summary>
    protected abstract double Lr(int group);

    /// <summary>The same from <see cref="LastEpoch"/> alone, where there is such a formula.</summary>
    protected virtual double LrOfEpoch(int group) => Lr(group);

    /// <summary>Sets the rates of the start: the last thing that a constructor does.</summary>
    protected void Start() => Step();

    /// <summary>The rate that a group has now.</summary>
    protected double Now(int group) => Groups[group].Lr;

    private protected void Set(Func<int, double> lr)
    {
        double[] lrs = [.. Enumerable.Range(0, FollowsNewGroups ? Groups.Count : BaseLrs.Count).Select(lr)];
        for (int i = 0; i < lrs.Length; i++)
            Groups[i].Lr = lrs[i];
        LastLr = lrs;
    }

    private protected static void ExchangeInner(StateExchange state, IReadOnlyList<LRScheduler> schedulers)
    {
        StateDictionary[] inner = state.Value<StateDictionary[]>("_schedulers", [.. schedulers.Select(s => s.StateDict())]);
        if (inner.Length != schedulers.Count)
            throw new ArgumentException($"the state dict has {inner.Length} schedulers, and here are {schedulers.Count}");
        if (!state.IsReading)
            return;
        foreach ((LRScheduler scheduler, StateDictionary kept) in schedulers.Zip(inner))
            scheduler.LoadStateDict(kept);
    }

    /// <summary>For a scheduler that starts later: the steps of its construction did not count.</summary>
    internal virtual void Rewind() => LastEpoch--;

    internal virtual void Restart()
    {
        LastEpoch = -1;
        Start();
    }

    private protected static double Positive(double value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be positive");

    private protected static long Positive(long value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be positive");

    /// <summary>One value for each group.</summary>
    private protected T[] ForEach<T>(IReadOnlyList<T> values, string name) => values.Count == Groups.Count ? [.. values]
        : throw new ArgumentException($"[{GetType().Name}] {values.Count} values of {name} for {Groups.Count} parameter groups", name);
}
