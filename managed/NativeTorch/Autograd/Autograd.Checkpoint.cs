using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Autograd
{
    /// <summary>Runs <paramref name="function"/> without keeping what its ops save for their gradients; the first of those
    /// gradients runs it once more. It trades time for memory.</summary>
    /// <param name="function">The function. It must compute the same when it runs again; what it reads beside its inputs must not
    /// have changed by then.</param>
    /// <param name="inputs">What it is given. One that was changed in place before the second run is an error.</param>
    /// <param name="preserveRandomState">Whether the second run draws the same random numbers from the default generator.</param>
    /// <remarks>PyTorch: <c>torch.utils.checkpoint.checkpoint</c> with <c>use_reentrant=False</c>: every kind of gradient can
    /// be asked for behind it, and functions may be nested.</remarks>
    public static Tensor[] Checkpoint(Func<Tensor[], Tensor[]> function, ReadOnlySpan<Tensor> inputs, bool preserveRandomState = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        Tensor? state = preserveRandomState ? Generator.Default.State : null;
        Tensor[]? outputs = null;
        bool again = false;
        void Run(Tensor?[] given, Tensor?[] _)
        {
            if (!again)
                outputs = Call(function, given!);
            else
                RunAgain(function, given!, state);
            again = true;
        }
        using var ins = new TensorRefs(inputs!);
        fixed (nint* inPtr = ins)
            Native.Check(NativeMethods.nt_autograd_checkpoint(NativeCallbacks.Call, NativeCallbacks.State(Run), NativeCallbacks.Free,
                inPtr, ins.Count));
        Tensor[] results = outputs!;
        outputs = null; // the graph holds Run, which must not hold the graph's results
        return results;
    }

    /// <inheritdoc cref="Checkpoint(Func{Tensor[], Tensor[]}, ReadOnlySpan{Tensor}, bool)"/>
    public static Tensor Checkpoint(Func<Tensor, Tensor> function, Tensor input, bool preserveRandomState = true) =>
        Checkpoint(xs => [function(xs[0])], [input], preserveRandomState)[0];

    static void RunAgain(Func<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor? randomState)
    {
        if (randomState is null)
        {
            function(inputs);
            return;
        }
        Tensor now = Generator.Default.State;
        Generator.Default.State = randomState;
        try
        {
            function(inputs);
        }
        finally
        {
            Generator.Default.State = now;
        }
    }
}
