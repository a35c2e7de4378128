using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>Goes through the indices of <c>x[...]</c> from left to right: numbers, slices and new axes become views, one of
/// the other; lists, index tensors and masks are collected for one native call at the end.</summary>
unsafe ref struct IndexWalk
{
    readonly nint self;
    readonly List<Tensor> temporary = [];
    nint view;
    int dims, dim;

    public IndexWalk(TensorRef self, int dims, ReadOnlySpan<TensorIndex?> indices)
    {
        (this.self, this.dims) = (self.Handle, dims);
        int whole = dims - Specified(indices);
        if (whole < 0)
            throw new TensorIndexException($"[index] {dims - whole} indices for a tensor of {dims} dimensions");
        try
        {
            bool ellipsis = false;
            foreach (TensorIndex? index in indices)
                Apply(index ?? TensorIndex.None, ref ellipsis, whole);
            if (view == 0)
                Replace(HasTensors ? NativeMethods.nt_tensor_retain(this.self) : Narrow(0, 0, long.MaxValue, 1));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether there is more to do than the view.</summary>
    public readonly bool HasTensors => !Tensors.TrueForAll(t => t is null);

    /// <summary>The view so far; it belongs to this walk until <see cref="Take"/>.</summary>
    public readonly nint View => view;

    /// <summary>For each dimension, or the dimensions of a mask, its index; null for whole ones.</summary>
    public List<Tensor?> Tensors { get; } = [];

    /// <summary>The view, which now belongs to the caller.</summary>
    public nint Take()
    {
        nint taken = view;
        view = 0;
        return taken;
    }

    public readonly void Dispose()
    {
        NativeMethods.nt_tensor_release(view);
        foreach (Tensor tensor in temporary)
            tensor.Dispose();
    }

    void Apply(TensorIndex index, ref bool ellipsis, int whole)
    {
        switch (index.Kind)
        {
            case TensorIndex.Form.Number:
                Select(index.Start);
                break;
            case TensorIndex.Form.Slice:
                Replace(Narrow(dim, index.Start, index.Stop, index.Step));
                Skip(1);
                break;
            case TensorIndex.Form.Ellipsis when ellipsis:
                throw new ArgumentException("[index] there can be only one ellipsis");
            case TensorIndex.Form.Ellipsis:
                ellipsis = true;
                Skip(whole);
                break;
            case TensorIndex.Form.None:
                nint result;
                Native.Check(NativeMethods.nt_unsqueeze(Current, dim, &result));
                Replace(result);
                dims++;
                Skip(1);
                break;
            default:
                ApplyTensor(AsTensor(index));
                break;
        }
    }

    /// <summary>An integer tensor without dimensions is a number, as in PyTorch, and gives a view.</summary>
    void ApplyTensor(Tensor tensor)
    {
        int size = tensor.Dim;
        if (size == 0 && tensor.Dtype is not (Dtype.Bool or Dtype.UInt8) && !tensor.Dtype.IsFloatingPoint)
        {
            Select(tensor.Item<long>());
            return;
        }
        if (size == 0 && IsMask(tensor))
        {
            ApplyTruth(tensor.Item().ToInt64() != 0);
            return;
        }
        Tensors.Add(tensor);
        dim += IsMask(tensor) ? size : 1;
    }

    /// <summary>A mask without dimensions is a new axis, of which it takes all or nothing.</summary>
    void ApplyTruth(bool takes)
    {
        nint result;
        Native.Check(NativeMethods.nt_unsqueeze(Current, dim, &result));
        Replace(result);
        dims++;
        Tensors.Add(Keep(Torch.Zeros([takes ? 1 : 0], Dtype.Int64)));
        dim++;
    }

    Tensor Keep(Tensor made)
    {
        made.Scope = null; // disposed here, a scope need not remember it
        temporary.Add(made);
        return made;
    }

    Tensor AsTensor(TensorIndex index)
    {
        if (index.Value is Tensor tensor)
            return tensor;
        return Keep(index.Value switch
        {
            bool truth => Torch.Tensor(truth),
            bool[] mask => Torch.Tensor<bool>(mask),
            var list => Torch.Tensor<long>((long[])list!),
        });
    }

    void Select(long position)
    {
        nint result;
        Native.Check(NativeMethods.nt_select(Current, dim, position, &result));
        Replace(result);
        dims--;
    }

    readonly nint Narrow(long along, long start, long stop, long step)
    {
        nint result;
        Native.Check(dims == 0
            ? NativeMethods.nt_view(Current, null, 0, &result)
            : NativeMethods.nt_slice(Current, along, start, stop, step, &result));
        return result;
    }

    void Skip(int count)
    {
        dim += count;
        for (; count > 0; count--)
            Tensors.Add(null);
    }

    readonly nint Current => view == 0 ? self : view;

    void Replace(nint result)
    {
        NativeMethods.nt_tensor_release(view);
        view = result;
    }

    static int Specified(ReadOnlySpan<TensorIndex?> indices)
    {
        int count = 0;
        foreach (TensorIndex? index in indices)
            count += index switch
            {
                null or { Kind: TensorIndex.Form.None or TensorIndex.Form.Ellipsis } => 0,
                { Value: Tensor mask } when IsMask(mask) => mask.Dim,
                { Value: bool } => 0,
                _ => 1,
            };
        return count;
    }

    static bool IsMask(Tensor tensor) => tensor.Dtype is Dtype.Bool or Dtype.UInt8;
}
