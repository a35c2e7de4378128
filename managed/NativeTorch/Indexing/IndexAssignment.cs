using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>What <c>x[...] = value</c> writes, once the indices have become a view and index tensors.</summary>
static unsafe class IndexAssignment
{
    public static void Write(ref IndexWalk walk, Tensor value)
    {
        using var target = new Tensor(walk.Take());
        if (!walk.HasTensors)
            Copy(target, value);
        else if (walk.Tensors is [{ Dtype: Dtype.Bool } mask] && value is { Dim: 0, RequiresGrad: false } && mask.Shape == target.Shape)
            Fill(target, mask, value);
        else
            Put(target, walk.Tensors.ToArray(), value);
    }

    /// <summary>A number is converted as an assignment does, 2.9 to 2; masked_fill would refuse.</summary>
    static void Fill(Tensor target, Tensor mask, Tensor value)
    {
        using Tensor fitting = value.To(target.Dtype);
        target.MaskedFill_(mask, fitting.Item());
    }

    static void Copy(Tensor target, Tensor value)
    {
        using Tensor fitting = WithoutLeadingOnes(value, target.Dim);
        target.Copy_(fitting);
    }

    static void Put(Tensor target, ReadOnlySpan<Tensor?> indices, Tensor value)
    {
        using Tensor fitting = value.Dim == 0 ? value.To(target.Device, target.Dtype) : WithoutLeadingOnes(value, 0);
        using var self = new TensorRef(target);
        using var values = new TensorRef(fitting);
        using var refs = new TensorRefs(indices, allowNull: true);
        fixed (nint* handles = refs)
            Native.Check(NativeMethods.nt_index_put_into(self.Handle, handles, refs.Count, values.Handle, 0));
    }

    /// <summary>PyTorch lets a value have more dimensions than its place, as long as the first ones have size 1.</summary>
    static Tensor WithoutLeadingOnes(Tensor value, int dims)
    {
        Shape shape = value.Shape;
        int extra = 0;
        while (shape.Count - extra > dims && shape[extra] == 1)
            extra++;
        return extra == 0 ? value.To(value.Dtype) : value.Reshape(shape[extra..]);
    }
}
