namespace NativeTorch.Optim;

/// <summary>lr *= a function of the epoch, in every epoch. PyTorch: <c>torch.optim.lr_scheduler.MultiplicativeLR</c>.</summary>
public sealed class MultiplicativeLR : LRScheduler
{
    readonly Func<long, double>[] factors;

    /// <summary>A scheduler with one function for all groups.</summary>
    public MultiplicativeLR(Optimizer optimizer, Func<long, double> lrLambda) : this(optimizer, [.. optimizer.ParameterGroups.Select(_ => lrLambda)])
    {
    }

    /// <summary>A scheduler with a function for each group.</summary>
    /// <exception cref="ArgumentException">There are not as many functions as groups.</exception>
    public MultiplicativeLR(Optimizer optimizer, IReadOnlyList<Func<long, double>> lrLambdas) : base(optimizer)
    {
        factors = ForEach(lrLambdas, nameof(lrLambdas));
        Start();
    }

    /// <inheritdoc/>
    protected override double Lr(int group) => LastEpoch > 0 ? Now(group) * factors[group](LastEpoch) : Now(group);

    private protected override void Exchange(StateExchange state)
    {
        base.Exchange(state);
        state.Value("lr_lambdas", new object?[factors.Length]); // as PyTorch has it for functions
    }
}
