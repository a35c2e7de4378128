using NativeTorch.Interop;

namespace NativeTorch.NN;

/// <summary>A tensor that a <see cref="Module"/> trains. PyTorch: <c>torch.nn.Parameter</c>.</summary>
/// <remarks>No <see cref="TensorScope"/> disposes a parameter, wherever it was made.</remarks>
public sealed class Parameter : Tensor
{
    /// <summary>A leaf that shares memory with <paramref name="data"/>.</summary>
    /// <param name="data">The first value.</param>
    /// <param name="requiresGrad">Whether it gets a gradient (default true); false freezes it.</param>
    /// <exception cref="AutogradException">A gradient is asked for, and the dtype is not a floating one.</exception>
    public Parameter(Tensor data, bool requiresGrad = true) : base(Detached(data))
    {
        Scope = null;
        RequiresGrad = requiresGrad;
    }

    static unsafe nint Detached(Tensor data)
    {
        using var self = new TensorRef(data);
        nint handle;
        Native.Check(NativeMethods.nt_detach(self.Handle, &handle));
        return handle;
    }
}
