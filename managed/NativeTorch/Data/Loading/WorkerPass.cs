using System.Diagnostics.CodeAnalysis;

namespace NativeTorch.Data;

/// <summary>A pass with workers. The samples' numbers are drawn here, on the loop's thread, and the batches come in order, whichever worker
/// is done first.</summary>
/// <remarks>As PyTorch, batch i goes to worker i % n of those whose stream has not ended, prefetchFactor batches for each worker are under
/// way, and the next one is asked for when one is taken: which worker makes which batch, and with which random numbers, does not depend on
/// time.</remarks>
sealed class WorkerPass<TBatch> : LoaderPass<TBatch>
{
    readonly LoaderPlan<TBatch> plan;
    readonly IEnumerator<IReadOnlyList<long>> batches;
    readonly CancellationToken cancellationToken;
    readonly WorkerTeam<TBatch> team;
    readonly Queue<int> underWay = new(); // the worker of each batch, in order
    int next; // the worker whose turn it is
    bool ended, isStuck;

    public WorkerPass(LoaderPlan<TBatch> plan, IEnumerator<IReadOnlyList<long>> batches, ulong baseSeed, CancellationToken cancellationToken)
    {
        (this.plan, this.batches, this.cancellationToken) = (plan, batches, cancellationToken);
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        team = new([.. Enumerable.Range(0, plan.NumWorkers)
            .Select(id => new LoaderWorker<TBatch>(plan, new(id, plan.NumWorkers, baseSeed, plan.Dataset, end.Token)))], end);
        try
        {
            team.Start();
            for (int i = 0; i < plan.PrefetchFactor * plan.NumWorkers; i++)
                Ask();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override bool MoveNext()
    {
        End();
        try
        {
            while (TryNext(out LoaderWorker<TBatch>? worker))
                if (Accept(worker, worker.Made.Take(plan.Timeout, cancellationToken)) is { } parcel)
                    return Yield(parcel.OpenInScope());
        }
        catch (TimeoutException)
        {
            isStuck = true;
            throw;
        }
        Dispose();
        return false;
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        End();
        try
        {
            while (TryNext(out LoaderWorker<TBatch>? worker))
                if (Accept(worker, await worker.Made.TakeAsync(plan.Timeout, cancellationToken).ConfigureAwait(false)) is { } parcel)
                    return Yield(parcel.Open());
        }
        catch (TimeoutException)
        {
            isStuck = true;
            throw;
        }
        await DisposeAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>Ends the workers and waits for them, but for one that did not answer in time.</summary>
    public override void Dispose()
    {
        if (TryEnd())
            team.Join();
    }

    public override async ValueTask DisposeAsync()
    {
        if (TryEnd())
            await team.JoinAsync().ConfigureAwait(false);
    }

    bool TryEnd()
    {
        End();
        if (ended)
            return false;
        ended = true;
        underWay.Clear();
        team.Stop();
        batches.Dispose();
        return !isStuck;
    }

    /// <summary>The worker that has, or will have, the next batch.</summary>
    bool TryNext([NotNullWhen(true)] out LoaderWorker<TBatch>? worker)
    {
        cancellationToken.ThrowIfCancellationRequested();
        worker = null;
        while (underWay.TryDequeue(out int id))
            if (!team[id].HasEnded)
            {
                worker = team[id];
                return true;
            }
        return false;
    }

    /// <summary>Asks for another batch in this one's place; null where the worker's stream has ended.</summary>
    Parcel<TBatch>? Accept(LoaderWorker<TBatch> worker, Parcel<TBatch> parcel)
    {
        worker.HasEnded |= parcel == Parcel<TBatch>.End;
        Ask();
        return worker.HasEnded ? null : parcel;
    }

    void Ask()
    {
        if (ended || !batches.MoveNext())
            return;
        for (int i = 0; i < plan.NumWorkers; i++)
        {
            int id = next;
            next = (next + 1) % plan.NumWorkers;
            if (team[id].HasEnded)
                continue;
            team[id].Ask(batches.Current);
            underWay.Enqueue(id);
            return;
        }
    }
}
