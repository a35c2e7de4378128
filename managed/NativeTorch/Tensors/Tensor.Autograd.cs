using System.Diagnostics.CodeAnalysis;
using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>Whether ops on this tensor are recorded. It can be set on leaves of a floating dtype.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.requires_grad</c>.</remarks>
    /// <exception cref="AutogradException">It is set on a tensor that is not a leaf.</exception>
    /// <exception cref="DtypeMismatchException">It is set on a tensor that has no floating dtype.</exception>
    public bool RequiresGrad
    {
        get => Info().RequiresGrad != 0;
        set
        {
            using var self = new TensorRef(this);
            Native.Check(NativeMethods.nt_tensor_set_requires_grad(self.Handle, Native.Flag(value)));
        }
    }

    /// <summary>Sets <see cref="RequiresGrad"/> and returns this tensor.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.requires_grad_</c>.</remarks>
    public Tensor RequiresGrad_(bool requiresGrad = true)
    {
        RequiresGrad = requiresGrad;
        return this;
    }

    /// <summary>Whether this tensor was made by the user and not by a recorded op.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.is_leaf</c>.</remarks>
    public bool IsLeaf => Info().IsLeaf != 0;

    /// <summary>Whether this tensor was made in inference mode, so that it can take part in no graph.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.is_inference</c>.</remarks>
    public bool IsInference => Info().IsInference != 0;

    /// <summary>The gradient that <see cref="Backward"/> has accumulated; null before the first one, and set to null to begin
    /// anew.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.grad</c>. Every read gives a new C# object for the same native tensor. It is not
    /// annotated as nullable: whoever writes <c>w -= lr * w.Grad</c> has called Backward, and an operand that is null all the
    /// same is an <see cref="ArgumentNullException"/>.</remarks>
    [AllowNull]
    public Tensor Grad
    {
        get
        {
            using var self = new TensorRef(this);
            nint grad;
            Native.Check(NativeMethods.nt_tensor_grad(self.Handle, &grad));
            return grad == 0 ? null! : new Tensor(grad);
        }
        set
        {
            using var self = new TensorRef(this);
            using var grad = new OptionalTensorRef(value);
            Native.Check(NativeMethods.nt_tensor_set_grad(self.Handle, grad.Handle));
        }
    }

    /// <summary>The node of the graph that computes this tensor's gradient; null for a leaf.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.grad_fn</c>.</remarks>
    public GradNode? GradFn
    {
        get
        {
            using var self = new TensorRef(this);
            nint node;
            Native.Check(NativeMethods.nt_tensor_grad_fn(self.Handle, &node));
            return node == 0 ? null : new GradNode(node);
        }
    }

    /// <summary>Adds d(this)/d(leaf) to the <see cref="Grad"/> of every leaf that this tensor was computed from.</summary>
    /// <param name="gradient">The gradient of this tensor; left out it is 1, which needs a tensor of one element.</param>
    /// <param name="retainGraph">Whether the graph stays for another backward; by default as <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Whether the gradients themselves can be differentiated.</param>
    /// <remarks>PyTorch: <c>torch.Tensor.backward</c>.</remarks>
    /// <exception cref="AutogradException">Nothing here requires a gradient, the graph is gone, a saved tensor was changed
    /// in place, or a tensor of several elements was given no gradient.</exception>
    public void Backward(Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false)
    {
        using var self = new TensorRef(this);
        using var grad = new OptionalTensorRef(gradient);
        nint output = self.Handle, gradOutput = grad.Handle;
        Native.Check(NativeMethods.nt_autograd_backward(&output, &gradOutput, 1, null, 0,
            Native.Flag(retainGraph ?? createGraph), Native.Flag(createGraph)));
    }

    /// <summary>Keeps the gradient of this tensor, which is not a leaf, in <see cref="Grad"/>.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.retain_grad</c>.</remarks>
    public void RetainGrad()
    {
        using var self = new TensorRef(this);
        Native.Check(NativeMethods.nt_tensor_retain_grad(self.Handle));
    }

    /// <summary>The same memory outside the graph, whose in-place changes autograd does not see. Setting it lets this tensor
    /// use the other's memory, sizes and strides.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.data</c>.</remarks>
    public Tensor Data
    {
        get
        {
            using var self = new TensorRef(this);
            nint data;
            Native.Check(NativeMethods.nt_data(self.Handle, &data));
            return new Tensor(data);
        }
        set
        {
            using var self = new TensorRef(this);
            using var data = new TensorRef(value);
            Native.Check(NativeMethods.nt_tensor_set_data(self.Handle, data.Handle));
        }
    }

    /// <summary>Takes the data and the history of a tensor that was not computed from this one, as assigning a variable would.</summary>
    internal void Become(Tensor other)
    {
        using var self = new TensorRef(this);
        using var from = new TensorRef(other);
        Native.Check(NativeMethods.nt_tensor_become(self.Handle, from.Handle));
    }
}
