using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>Gradients of several outputs at once.</summary>
/// <remarks>PyTorch: <c>torch.autograd</c>.</remarks>
public static unsafe partial class Autograd
{
    /// <summary>Adds the gradients of the outputs' sum to the <see cref="Tensor.Grad"/> of every leaf behind them.</summary>
    /// <param name="outputs">What is differentiated.</param>
    /// <param name="gradOutputs">The gradient of each output; left out, or null for an output of one element, it is 1.</param>
    /// <param name="retainGraph">Whether the graph stays for another backward; by default as <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Whether the gradients themselves can be differentiated.</param>
    /// <param name="inputs">Where not empty, only these tensors get gradients.</param>
    /// <remarks>PyTorch: <c>torch.autograd.backward</c>.</remarks>
    /// <exception cref="AutogradException">A gradient cannot be computed; the text says why.</exception>
    public static void Backward(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor?> gradOutputs = default, bool? retainGraph = null,
        bool createGraph = false, ReadOnlySpan<Tensor> inputs = default)
    {
        using var outs = new TensorRefs(outputs!);
        using var grads = new TensorRefs(OneForEach(outputs, gradOutputs), allowNull: true);
        using var ins = new TensorRefs(inputs!);
        fixed (nint* outPtr = outs, gradPtr = grads, inPtr = ins)
            Native.Check(NativeMethods.nt_autograd_backward(outPtr, gradPtr, outs.Count, inPtr, ins.Count,
                Native.Flag(retainGraph ?? createGraph), Native.Flag(createGraph)));
    }

    /// <summary>The gradients of the outputs' sum for each input; nothing is added to <see cref="Tensor.Grad"/>.</summary>
    /// <param name="outputs">What is differentiated.</param>
    /// <param name="inputs">What it is differentiated for.</param>
    /// <param name="gradOutputs">The gradient of each output; left out, or null for an output of one element, it is 1.</param>
    /// <param name="retainGraph">Whether the graph stays for another backward; by default as <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Whether the gradients themselves can be differentiated.</param>
    /// <param name="allowUnused">Whether an input that was not used gives null; else it is an error.</param>
    /// <remarks>PyTorch: <c>torch.autograd.grad</c>. A null in the result can only come with
    /// <paramref name="allowUnused"/>, which is why it is not annotated.</remarks>
    /// <exception cref="AutogradException">A gradient cannot be computed; the text says why.</exception>
    public static Tensor[] Grad(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> gradOutputs = default,
        bool? retainGraph = null, bool createGraph = false, bool allowUnused = false)
    {
        using var outs = new TensorRefs(outputs!);
        using var grads = new TensorRefs(OneForEach(outputs, gradOutputs), allowNull: true);
        using var ins = new TensorRefs(inputs!);
        var results = new nint[ins.Count];
        fixed (nint* outPtr = outs, gradPtr = grads, inPtr = ins, result = results)
            Native.Check(NativeMethods.nt_autograd_grad(outPtr, gradPtr, outs.Count, inPtr, ins.Count,
                Native.Flag(retainGraph ?? createGraph), Native.Flag(createGraph), Native.Flag(allowUnused), result));
        return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
    }

    /// <summary>The graph behind some tensors, to be walked or drawn.</summary>
    /// <remarks>PyTorch has no such thing; torchviz draws with Graphviz.</remarks>
    /// <exception cref="AutogradException">A tensor has no graph behind it.</exception>
    public static AutogradGraph Graph(params ReadOnlySpan<Tensor> outputs) => new(outputs, []);

    /// <summary>The graph behind a tensor, with names for its leaves: <c>Autograd.Graph(loss, net.NamedParameters())</c>.</summary>
    /// <exception cref="AutogradException">The tensor has no graph behind it.</exception>
    public static AutogradGraph Graph<T>(Tensor output, IEnumerable<(string Name, T Tensor)> names) where T : Tensor =>
        new([output], names.Select(named => (named.Name, (Tensor)named.Tensor)));

    /// <summary>Looks for what goes wrong in a backward until it is disposed; see <see cref="AnomalyMode"/>.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.detect_anomaly</c>.</remarks>
    public static AnomalyMode DetectAnomaly() => new();

    /// <inheritdoc cref="Grad(ReadOnlySpan{Tensor}, ReadOnlySpan{Tensor}, ReadOnlySpan{Tensor}, bool?, bool, bool)"/>
    public static Tensor Grad(Tensor output, Tensor input, Tensor? gradOutput = null, bool? retainGraph = null, bool createGraph = false) =>
        Grad([output], [input], [gradOutput], retainGraph, createGraph)[0];

    static ReadOnlySpan<Tensor?> OneForEach(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor?> gradOutputs) =>
        gradOutputs.Length == outputs.Length ? gradOutputs
        : gradOutputs.IsEmpty ? new Tensor?[outputs.Length]
        : throw new ArgumentException($"[grad] {gradOutputs.Length} gradients for {outputs.Length} outputs", nameof(gradOutputs));
}
