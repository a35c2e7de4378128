namespace NativeTorch.Optim;

/// <summary>How far <see cref="LBFGS"/> goes along its direction.</summary>
public enum LineSearch
{
    /// <summary>To where the strong Wolfe conditions hold: the loss has fallen enough, and its slope too.</summary>
    StrongWolfe,
}

/// <summary>
/// L-BFGS: goes along -H g, where H is an estimate of the inverse Hessian from the last steps and gradients; several times in
/// each step, which evaluates the closure as often. All parameters are one vector. PyTorch: <c>torch.optim.LBFGS</c>.
/// </summary>
public sealed class LBFGS : Optimizer<LBFGSGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 1).</param>
    /// <param name="maxIter">Iterations in one step (default 20).</param>
    /// <param name="maxEval">Evaluations of the closure in one step (default: maxIter * 5 / 4).</param>
    /// <param name="toleranceGrad">A largest gradient that is small enough to stop (default 1e-7).</param>
    /// <param name="toleranceChange">A change of the loss or the parameters that is small enough to stop (default 1e-9).</param>
    /// <param name="historySize">Steps that H is made of (default 100).</param>
    /// <param name="lineSearchFn">How far an iteration goes (default: as far as lr says).</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice or is not a leaf; or lr is negative.</exception>
    public LBFGS(IEnumerable<Tensor> parameters, double lr = 1, int maxIter = 20, int? maxEval = null, double toleranceGrad = 1e-7,
        double toleranceChange = 1e-9, int historySize = 100, LineSearch? lineSearchFn = null)
        : base(parameters, new()
        {
            Lr = lr, MaxIter = maxIter, MaxEval = maxEval ?? maxIter * 5 / 4, ToleranceGrad = toleranceGrad,
            ToleranceChange = toleranceChange, HistorySize = historySize > 0 ? historySize : throw new ArgumentOutOfRangeException(nameof(historySize), historySize, $"historySize is {historySize}: it must be positive"), LineSearchFn = lineSearchFn,
        })
    {
    }

    LBFGSGroup Group => ParameterGroups[0];

    /// <summary>Not for this optimizer, whose parameters are one vector.</summary>
    /// <exception cref="UnsupportedOpException">Always, once the optimizer is made.</exception>
    public override LBFGSGroup AddParameterGroup(IEnumerable<Tensor> parameters, double? lr = null, Action<LBFGSGroup>? configure = null) =>
        ParameterGroups.Count == 0 ? base.AddParameterGroup(parameters, lr, configure)
            : throw new UnsupportedOpException("[LBFGS] there is only one parameter group");

    /// <summary>Not for this optimizer, which needs a closure.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw new InvalidOperationException("[LBFGS] a step evaluates the loss several times: pass a closure");

    /// <summary>Up to <see cref="LBFGSGroup.MaxIter"/> iterations. The closure clears the gradients, computes the loss and
    /// calls Backward.</summary>
    /// <returns>The loss before the step.</returns>
    public override Tensor Step(Func<Tensor> closure)
    {
        using var noGrad = Torch.NoGrad();
        LBFGSHistory history = Group.History;
        Tensor first = Evaluate(closure);
        double loss = first.Item<double>();
        int evaluations = 1;
        history.FuncEvals++;
        Tensor gradient = FlatGradient();
        if (Largest(gradient) <= Group.ToleranceGrad)
            return first;
        for (int iteration = 1; iteration <= Group.MaxIter; iteration++)
        {
            Tensor direction = history.NextDirection(gradient, Group.HistorySize);
            double before = history.PrevLoss = loss;
            double length = history.NIter == 1 ? Math.Min(1, 1 / gradient.Abs().Sum().Item<double>()) * Group.Lr : Group.Lr;
            history.T = length;
            double slope = Dot(gradient, direction);
            if (slope > -Group.ToleranceChange)
                break;
            int calls = 0;
            if (Group.LineSearchFn is not null)
            {
                Tensor[] start = [.. Group.Tensors.Select(p => p.Clone())];
                var search = new StrongWolfe(direction, t => EvaluateAt(closure, start, t, direction));
                (length, loss, gradient, _) = search.Run(new(0, loss, gradient, slope), length);
                calls = search.Evaluations;
                Move(length, direction);
            }
            else
            {
                Move(length, direction);
                if (iteration != Group.MaxIter)
                {
                    loss = Evaluate(closure).Item<double>();
                    gradient = FlatGradient();
                    calls = 1;
                }
            }
            history.T = length;
            evaluations += calls;
            history.FuncEvals += calls;
            if (iteration == Group.MaxIter || evaluations >= Group.MaxEval || Largest(gradient) <= Group.ToleranceGrad
                || Largest(direction * length) <= Group.ToleranceChange || Math.Abs(loss - before) < Group.ToleranceChange)
                break;
        }
        return first;
    }

    /// <summary>Loss and gradient at start + t * direction; the parameters are put back.</summary>
    LinePoint EvaluateAt(Func<Tensor> closure, Tensor[] start, double t, Tensor direction)
    {
        Move(t, direction);
        double loss = Evaluate(closure).Item<double>();
        Tensor gradient = FlatGradient();
        foreach ((Tensor parameter, Tensor value) in Group.Tensors.Zip(start))
            parameter.Copy_(value);
        return new(t, loss, gradient, Dot(gradient, direction));
    }

    Tensor FlatGradient() =>
        Torch.Cat([.. Group.Tensors.Select(p => p.Grad is { } grad ? grad.Detach().Reshape(-1) : Torch.ZerosLike(p).Reshape(-1))]);

    void Move(double length, Tensor direction)
    {
        long offset = 0;
        foreach (Tensor parameter in Group.Tensors)
        {
            parameter.Add_(direction.Narrow(0, offset, parameter.Numel).Reshape(parameter.Shape), alpha: length);
            offset += parameter.Numel;
        }
    }

    internal static double Dot(Tensor a, Tensor b) => a.Dot(b).Item<double>();

    internal static double Largest(Tensor vector) => vector.Abs().Max().Item<double>();
}

/// <summary>Parameters and options of <see cref="LBFGS"/>.</summary>
public sealed class LBFGSGroup : ParameterGroup
{
    internal LBFGSGroup()
    {
    }

    /// <summary>Iterations in one step.</summary>
    public int MaxIter { get; set; }

    /// <summary>Evaluations of the closure in one step.</summary>
    public int MaxEval { get; set; }

    /// <summary>A largest gradient that is small enough to stop.</summary>
    public double ToleranceGrad { get; set; }

    /// <summary>A change of the loss or the parameters that is small enough to stop.</summary>
    public double ToleranceChange { get; set; }

    /// <summary>Steps that the inverse Hessian is made of.</summary>
    public int HistorySize { get; set; }

    /// <summary>How far an iteration goes; null: as far as the learning rate says.</summary>
    public LineSearch? LineSearchFn { get; set; }

    internal LBFGSHistory History { get; private set; } = new();

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        MaxIter = state.Value("max_iter", MaxIter);
        MaxEval = state.Value("max_eval", MaxEval);
        ToleranceGrad = state.Value("tolerance_grad", ToleranceGrad);
        ToleranceChange = state.Value("tolerance_change", ToleranceChange);
        HistorySize = state.Value("history_size", HistorySize);
        LineSearchFn = state.Value("line_search_fn", LineSearchFn);
    }

    internal override StateDictionary? StateOf(int parameter)
    {
        if (parameter > 0 || History.FuncEvals == 0)
            return null;
        var state = new StateExchange();
        History.Exchange(state);
        return state.ToDictionary();
    }

    internal override Action ReadState(StateDictionary?[] states)
    {
        var history = new LBFGSHistory();
        if (states[0] is { } saved)
            history.Exchange(new(saved), vector => Own(vector, Tensors[0]));
        return () => History = history;
    }

    internal override ParameterGroup With(Tensor[] parameters)
    {
        var group = (LBFGSGroup)base.With(parameters);
        group.History = new();
        return group;
    }
}
