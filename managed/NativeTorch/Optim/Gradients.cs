using NativeTorch.Interop;

namespace NativeTorch.Optim;

/// <summary>What optimizers and modules do to the gradients of many tensors in one native call.</summary>
static unsafe class Gradients
{
    public static void Zero(IReadOnlyList<Tensor> tensors, bool setToNone)
    {
        using var refs = new TensorRefs([.. tensors]);
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_zero_grad(handles, refs.Count, setToNone ? (byte)1 : (byte)0));
    }
}
