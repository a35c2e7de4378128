namespace NativeTorch.Optim;

/// <summary>
/// Adam: m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= lr / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + eps), with
/// weightDecay * p added to g. PyTorch: <c>torch.optim.Adam</c>.
/// </summary>
public sealed class Adam : FusedOptimizer<AdamGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.001).</param>
    /// <param name="betas">Decay of the mean of gradients and of their squares (default 0.9 and 0.999).</param>
    /// <param name="eps">Added to the denominator (default 1e-8).</param>
    /// <param name="weightDecay">L2 penalty (default 0).</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far counts (default false).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice or is not a leaf.</exception>
    public Adam(IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool amsgrad = false, bool maximize = false)
        : base(parameters, new(decoupled: false, lr, betas, eps, weightDecay, amsgrad, maximize))
    {
    }
}

/// <summary>
/// Adam with decoupled weight decay: p *= 1 - lr * weightDecay, then Adam's step without it. PyTorch: <c>torch.optim.AdamW</c>.
/// </summary>
public sealed class AdamW : FusedOptimizer<AdamGroup>
{
    /// <summary>An optimizer of the given parameters.</summary>
    /// <param name="parameters">Leaves, such as a module's Parameters().</param>
    /// <param name="lr">Learning rate (default 0.001).</param>
    /// <param name="betas">Decay of the mean of gradients and of their squares (default 0.9 and 0.999).</param>
    /// <param name="eps">Added to the denominator (default 1e-8).</param>
    /// <param name="weightDecay">Share of a parameter, times lr, that is taken off in each step (default 0.01).</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far counts (default false).</param>
    /// <param name="maximize">Whether the loss is maximised (default false).</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice or is not a leaf.</exception>
    public AdamW(IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : base(parameters, new(decoupled: true, lr, betas, eps, weightDecay, amsgrad, maximize))
    {
    }
}

/// <summary>Parameters and options of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
public sealed class AdamGroup : MomentsGroup
{
    static readonly UpdateRule rule = new(NativeRule.Adam, ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"], new StateNumber("step"));
    readonly bool decoupled;

    internal AdamGroup(bool decoupled, double lr, (double Beta1, double Beta2)? betas, double eps, double weightDecay, bool amsgrad,
        bool maximize)
    {
        this.decoupled = decoupled;
        (Lr, Betas, Eps, WeightDecay, Amsgrad, Maximize) = (lr, OrDefault(betas), eps, weightDecay, amsgrad, maximize);
    }

    /// <summary>Whether the largest mean of squares so far counts; what was before it was set does not.</summary>
    public bool Amsgrad { get; set; }

    internal override UpdateRule Rule => rule;

    internal override double[] NativeOptions =>
        [Lr, Betas.Beta1, Betas.Beta2, Eps, WeightDecay, Number(Amsgrad), Number(Maximize), Number(decoupled)];

    internal override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        Amsgrad = state.Value("amsgrad", Amsgrad);
    }
}
