using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>What the forward pass of a <see cref="Function"/> leaves for its backward pass.</summary>
/// <remarks>PyTorch: <c>torch.autograd.function.FunctionCtx</c>.</remarks>
public sealed unsafe class FunctionContext
{
    readonly string function;
    readonly bool[] needsInputGrad;
    Tensor?[] saved = [];
    Tensor[] dirty = [], notDifferentiable = [];
    nint node; // valid while its backward runs: a reference would keep the node, which keeps this, for ever

    internal FunctionContext(string function, bool[] needsInputGrad) => (this.function, this.needsInputGrad) = (function, needsInputGrad);

    /// <summary>Whether anybody wants the gradient of input <paramref name="index"/>; where not, null may be given for it.</summary>
    /// <remarks>PyTorch: <c>ctx.needs_input_grad</c>.</remarks>
    public bool NeedsInputGrad(int index) => needsInputGrad[index];

    /// <summary>Whether a gradient that nothing flowed into arrives as zeros (the default) or as null.</summary>
    /// <remarks>PyTorch: <c>ctx.set_materialize_grads</c>.</remarks>
    public bool MaterializeGrads { get; set; } = true;

    /// <summary>Keeps inputs, outputs or what was computed between them for backward, which finds them in
    /// <see cref="SavedTensors"/>. A later in-place change of one is an error there. Other values are simply fields of the
    /// function; a tensor in a field may keep the graph alive.</summary>
    /// <remarks>PyTorch: <c>ctx.save_for_backward</c>.</remarks>
    public void SaveForBackward(params ReadOnlySpan<Tensor?> tensors) => saved = tensors.ToArray();

    /// <summary>What was saved, in backward only.</summary>
    /// <remarks>PyTorch: <c>ctx.saved_tensors</c>. A null among them was saved as null.</remarks>
    /// <exception cref="AutogradException">One was changed in place since, the graph was freed by an earlier backward, or no
    /// backward is running.</exception>
    public Tensor[] SavedTensors
    {
        get
        {
            if (node == 0)
                throw new AutogradException($"[{function}] saved tensors can be read only while backward runs");
            int count;
            Native.Check(NativeMethods.nt_node_saved_count(node, &count));
            var tensors = new Tensor[count];
            for (int i = 0; i < count; i++)
            {
                nint tensor;
                Native.Check(NativeMethods.nt_node_saved(node, i, &tensor));
                tensors[i] = tensor == 0 ? null! : new Tensor(tensor);
            }
            return tensors;
        }
    }

    /// <summary>Says that forward changed these inputs in place; they must be among its outputs.</summary>
    /// <remarks>PyTorch: <c>ctx.mark_dirty</c>.</remarks>
    public void MarkDirty(params ReadOnlySpan<Tensor> inputs) => dirty = inputs.ToArray();

    /// <summary>Says that these outputs have no gradient, as indices have none.</summary>
    /// <remarks>PyTorch: <c>ctx.mark_non_differentiable</c>.</remarks>
    public void MarkNonDifferentiable(params ReadOnlySpan<Tensor> outputs) => notDifferentiable = outputs.ToArray();

    internal ReadOnlySpan<Tensor> Dirty => dirty;

    /// <summary>Makes the outputs results of a node that calls <paramref name="backward"/>.</summary>
    internal void Record(Tensor[] inputs, Tensor[] outputs, Func<Tensor[], Tensor?[]> backward)
    {
        foreach (Tensor input in dirty)
            if (!outputs.Contains(input))
                throw new AutogradException($"[{function}] a {input.Shape} tensor was marked dirty, but is not among the outputs");
        int[] kinds = Array.ConvertAll(outputs, Kind);
        using var ins = new TensorRefs(inputs);
        using var outs = new TensorRefs(outputs);
        using var kept = new TensorRefs(saved, allowNull: true);
        nint recorded = 0;
        void* state = NativeCallbacks.State((given, results) => Run(recorded, given, results, backward));
        fixed (byte* name = Native.Utf8($"{function}Backward"))
        fixed (nint* inPtr = ins, outPtr = outs, keptPtr = kept)
        fixed (int* kindPtr = kinds)
        {
            nint made;
            Native.Check(NativeMethods.nt_autograd_function(name, NativeCallbacks.Call, state, NativeCallbacks.Free, inPtr, ins.Count,
                outPtr, outs.Count, kindPtr, keptPtr, kept.Count, Native.Flag(MaterializeGrads), &made));
            recorded = made;
            NativeMethods.nt_node_release(made); // its results hold it
        }
        (saved, dirty, notDifferentiable) = ([], [], []); // this lives as long as the node, and must not hold its results
    }

    int Kind(Tensor output) => (int)(dirty.Contains(output) ? NtFunctionOutput.Dirty
        : notDifferentiable.Contains(output) ? NtFunctionOutput.NotDifferentiable
        : NtFunctionOutput.New);

    void Run(nint running, Tensor?[] given, Tensor?[] results, Func<Tensor[], Tensor?[]> backward)
    {
        nint before = node;
        node = running;
        try
        {
            Tensor?[] gradients = backward(given!);
            if (gradients is null || gradients.Length != results.Length)
                throw new AutogradException($"[{function}] backward gave {gradients?.Length ?? 0} gradients for {results.Length} inputs");
            gradients.CopyTo(results, 0);
        }
        finally
        {
            node = before;
        }
    }
}
