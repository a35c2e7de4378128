using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NativeTorch.Data;

/// <summary>What a worker hands over: a batch, why there is none, or the end of its stream.</summary>
sealed class Parcel<TBatch>
{
    readonly TBatch? batch;
    readonly Exception? failure;
    readonly TensorScope? making;

    Parcel(TBatch? batch, Exception? failure, TensorScope? making) => (this.batch, this.failure, this.making) = (batch, failure, making);

    /// <summary>The worker's stream has ended.</summary>
    public static Parcel<TBatch> End { get; } = new(default, null, null);

    /// <summary>A batch, or the exception with which it failed.</summary>
    public static Parcel<TBatch> Make(Func<(bool Came, TBatch? Batch)> fetch)
    {
        var making = new TensorScope();
        try
        {
            (bool came, TBatch? batch) = fetch();
            return came ? new(batch, null, making) : End;
        }
        catch (Exception e)
        {
            return new(default, e, null);
        }
        finally
        {
            making.Abandon();
        }
    }

    /// <summary>The batch, as if this thread had made it: its new tensors are in the thread's scope, where there is one.</summary>
    public TBatch OpenInScope()
    {
        TBatch opened = Open();
        if (TensorScope.Current is { } scope)
            foreach (Tensor tensor in Tensors(opened))
                if (tensor.Scope == making)
                    scope.Add(tensor);
        return opened;
    }

    /// <summary>The batch, left to the garbage collector.</summary>
    public TBatch Open()
    {
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return batch!;
    }

    static IEnumerable<Tensor> Tensors(TBatch batch) => batch switch
    {
        Tensor tensor => [tensor],
        IEnumerable<Tensor> tensors => tensors,
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).OfType<Tensor>(),
        _ => [],
    };
}
