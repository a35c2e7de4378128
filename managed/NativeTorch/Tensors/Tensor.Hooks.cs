using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>Calls <paramref name="hook"/> with the gradient of this tensor whenever one is computed, before anything else
    /// uses it; what the hook gives takes its place, null leaves it.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.register_hook</c>. Hooks run in the order in which they were registered.</remarks>
    /// <exception cref="AutogradException">This tensor requires no gradient.</exception>
    public RemovableHandle RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        using var self = new TensorRef(this);
        nint node;
        long id;
        Native.Check(NativeMethods.nt_tensor_add_hook(self.Handle, NativeCallbacks.Call,
            NativeCallbacks.State((given, results) => results[0] = hook(given[0]!)), NativeCallbacks.Free, &node, &id));
        return new GradNode(node).Removable(id);
    }

    /// <inheritdoc cref="RegisterHook(Func{Tensor, Tensor})"/>
    public RemovableHandle RegisterHook(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterHook(gradient =>
        {
            hook(gradient);
            return null;
        });
    }

    /// <summary>Calls <paramref name="hook"/> with this leaf whenever a backward has changed its <see cref="Grad"/>.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.register_post_accumulate_grad_hook</c>.</remarks>
    /// <exception cref="AutogradException">This tensor is no leaf that requires a gradient.</exception>
    public RemovableHandle RegisterPostAccumulateGradHook(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        using var self = new TensorRef(this);
        nint node;
        long id;
        Native.Check(NativeMethods.nt_tensor_add_accumulated_hook(self.Handle, NativeCallbacks.Call,
            NativeCallbacks.State((given, _) => hook(given[0]!)), NativeCallbacks.Free, &node, &id));
        return new GradNode(node).Removable(id);
    }
}
