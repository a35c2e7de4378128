using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>A node of the autograd graph: one recorded op, seen backwards.</summary>
/// <remarks>PyTorch: <c>torch.autograd.graph.Node</c>. Two objects are equal where they mean the same node.</remarks>
public sealed unsafe partial class GradNode : IEquatable<GradNode>
{
    const int MaxDim = 16; // of the library's tensors

    readonly NodeHandle handle;

    internal GradNode(nint node) => handle = new NodeHandle(node);

    /// <summary>PyTorch's name of the node, for example "MulBackward0".</summary>
    public string Name
    {
        get
        {
            using var self = new HandleRef(handle);
            byte* name;
            Native.Check(NativeMethods.nt_node_name(self.Handle, &name));
            return Native.Text(name);
        }
    }

    /// <summary>The nodes that this one passes gradients to, one for each input; null where an input needs no gradient.
    /// The number says which output of the node's op the input was.</summary>
    /// <remarks>PyTorch: <c>next_functions</c>.</remarks>
    public IReadOnlyList<(GradNode? Node, int OutputNr)> NextFunctions
    {
        get
        {
            using var self = new HandleRef(handle);
            int count;
            Native.Check(NativeMethods.nt_node_edge_count(self.Handle, &count));
            var edges = new (GradNode?, int)[count];
            for (int i = 0; i < count; i++)
            {
                nint node;
                int outputNr;
                Native.Check(NativeMethods.nt_node_edge(self.Handle, i, &node, &outputNr));
                edges[i] = (node == 0 ? null : new GradNode(node), outputNr);
            }
            return edges;
        }
    }

    /// <summary>What the results of the node's op are.</summary>
    public IReadOnlyList<(Dtype Dtype, Shape Shape)> Outputs
    {
        get
        {
            using var self = new HandleRef(handle);
            int count;
            Native.Check(NativeMethods.nt_node_output_count(self.Handle, &count));
            var outputs = new (Dtype, Shape)[count];
            long* sizes = stackalloc long[MaxDim];
            for (int i = 0; i < count; i++)
            {
                int dtype, dim;
                Native.Check(NativeMethods.nt_node_output(self.Handle, i, &dtype, &dim, sizes, MaxDim));
                outputs[i] = ((Dtype)dtype, Shape.Create(new ReadOnlySpan<long>(sizes, dim)));
            }
            return outputs;
        }
    }

    /// <summary>Bytes of the tensors that the node keeps for its derivative; 0 when a backward has freed them, and for what
    /// <see cref="Autograd.Checkpoint(Func{Tensor[], Tensor[]}, ReadOnlySpan{Tensor}, bool)"/> computes again.</summary>
    public long SavedBytes
    {
        get
        {
            using var self = new HandleRef(handle);
            long bytes;
            Native.Check(NativeMethods.nt_node_saved_bytes(self.Handle, &bytes));
            return bytes;
        }
    }

    /// <summary>Where the node's op was called; empty where that was not in <see cref="AnomalyMode"/>.</summary>
    public string CalledFrom
    {
        get
        {
            using var self = new HandleRef(handle);
            byte* text;
            Native.Check(NativeMethods.nt_node_called_from(self.Handle, &text));
            return Native.Text(text);
        }
    }

    /// <summary>The leaf whose gradient an "AccumulateGrad" node fills; null for other nodes.</summary>
    /// <remarks>PyTorch: <c>AccumulateGrad.variable</c>.</remarks>
    public Tensor? Variable
    {
        get
        {
            using var self = new HandleRef(handle);
            nint variable;
            Native.Check(NativeMethods.nt_node_variable(self.Handle, &variable));
            return variable == 0 ? null : new Tensor(variable);
        }
    }

    /// <summary>Whether both mean the same node.</summary>
    public bool Equals(GradNode? other)
    {
        if (other is null)
            return false;
        using var self = new HandleRef(handle);
        using var that = new HandleRef(other.handle);
        byte equals;
        Native.Check(NativeMethods.nt_node_equals(self.Handle, that.Handle, &equals));
        return equals != 0;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GradNode);

    /// <inheritdoc/>
    public override int GetHashCode() => handle.DangerousGetHandle().GetHashCode(); // a handle is the node's address

    /// <summary>As PyTorch prints it in a tensor: &lt;MulBackward0&gt;.</summary>
    public override string ToString() => $"<{Name}>";
}
