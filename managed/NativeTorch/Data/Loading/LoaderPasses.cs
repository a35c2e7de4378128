using System.Collections;

namespace NativeTorch.Data;

/// <summary>A loader and a token that ends its passes, see <see cref="DataLoader{TSample, TBatch}.WithCancellation"/>.</summary>
/// <typeparam name="TBatch">What the loop receives.</typeparam>
public sealed class LoaderPasses<TBatch> : IEnumerable<TBatch>
{
    readonly LoaderPlan<TBatch> plan;
    readonly CancellationToken cancellationToken;

    internal LoaderPasses(LoaderPlan<TBatch> plan, CancellationToken cancellationToken) =>
        (this.plan, this.cancellationToken) = (plan, cancellationToken);

    /// <summary>Starts a pass.</summary>
    public IEnumerator<TBatch> GetEnumerator() => plan.Start(cancellationToken);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Starts a pass for <c>await foreach</c>.</summary>
    public IAsyncEnumerator<TBatch> GetAsyncEnumerator() => plan.Start(cancellationToken);
}

/// <summary>Passes over a loader as an <see cref="IAsyncEnumerable{T}"/>.</summary>
sealed class AsyncPasses<TBatch>(LoaderPlan<TBatch> plan) : IAsyncEnumerable<TBatch>
{
    public IAsyncEnumerator<TBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default) => plan.Start(cancellationToken);
}
