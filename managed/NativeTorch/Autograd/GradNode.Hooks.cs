using NativeTorch.Interop;

namespace NativeTorch;

public sealed unsafe partial class GradNode
{
    /// <summary>Calls <paramref name="hook"/> after this node has run, with the gradients for its inputs and those of its
    /// outputs; an array that the hook gives takes the place of the former, null leaves them, as does a null in it.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.graph.Node.register_hook</c>. A null among the gradients stands for zero.</remarks>
    public RemovableHandle RegisterHook(Func<Tensor?[], Tensor?[], Tensor?[]?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Add(NtHookKind.After, (given, results) =>
            Replace(results, hook(given[..results.Length], given[results.Length..])));
    }

    /// <summary>Calls <paramref name="hook"/> before this node runs, with the gradients of its outputs; an array that the hook
    /// gives takes their place, null leaves them, as does a null in it.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.graph.Node.register_prehook</c>.</remarks>
    public RemovableHandle RegisterPrehook(Func<Tensor?[], Tensor?[]?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Add(NtHookKind.Before, (given, results) => Replace(results, hook(given)));
    }

    internal RemovableHandle Removable(long id) => new(() =>
    {
        using var self = new HandleRef(handle);
        Native.Check(NativeMethods.nt_node_remove_hook(self.Handle, id));
    });

    RemovableHandle Add(NtHookKind kind, NativeCallback hook)
    {
        using var self = new HandleRef(handle);
        long id;
        Native.Check(NativeMethods.nt_node_add_hook(self.Handle, (int)kind, NativeCallbacks.Call, NativeCallbacks.State(hook),
            NativeCallbacks.Free, &id));
        return Removable(id);
    }

    void Replace(Tensor?[] results, Tensor?[]? others)
    {
        if (others is null)
            return;
        if (others.Length != results.Length)
            throw new AutogradException($"[hook] a hook at {Name} gave {others.Length} gradients for {results.Length}");
        others.CopyTo(results, 0);
    }
}
