namespace NativeTorch.IO.TorchFiles;

/// <summary>A storage of a file: one tensor of one dimension that the file's tensors are views of, made when the first of them
/// is.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="key">The storage's name in it.</param>
/// <param name="dtype">The type of the elements; null where each tensor tells it.</param>
/// <param name="make">Makes the tensor of all elements.</param>
sealed class TorchStorage(string path, string key, Dtype? dtype, Func<Dtype, Tensor> make)
{
    Tensor? elements;

    public string Key => key;

    public Dtype? Dtype => dtype;

    /// <summary>All elements, which have one dtype for all tensors.</summary>
    public Tensor Elements(Dtype type)
    {
        elements ??= make(type);
        return elements.Dtype == type ? elements : throw new CheckpointFormatException(path,
            $"storage {key} is used as {elements.Dtype.TorchName} and as {type.TorchName}, which is not supported");
    }

    /// <summary>A tensor that shows some of the elements, outside of any graph.</summary>
    public Tensor View(Dtype type, long offset, long[] size, long[] stride)
    {
        Tensor all = Elements(type);
        CheckpointFormatException Wrong(string problem) => new(path, $"a tensor of shape ({List(size)}), strides ({List(stride)}) and "
            + $"offset {offset} in storage {key}, which has {all.Numel} elements, {problem}");
        if (size.Length != stride.Length || TensorBytes.Of(size, type) is null)
            throw Wrong("is none");
        Int128 last = offset;
        for (int i = 0; i < size.Length; i++)
            last += stride[i] >= 0 ? (Int128)Math.Max(0, size[i] - 1) * stride[i] : throw Wrong("has a negative stride");
        bool isEmpty = size.Contains(0);
        if (offset < 0 || (isEmpty ? offset > all.Numel : last >= all.Numel))
            throw Wrong("goes beyond it");
        // A view of PyTorch's autograd would be tied to all others of its storage; Detach gives one that is not.
        using Tensor view = all.AsStrided(size, stride, all.StorageOffset + (isEmpty ? 0 : offset));
        return view.Detach();
    }

    static string List(long[] numbers) => string.Join(", ", numbers.Take(16)) + (numbers.Length > 16 ? ", ..." : "");

    public override string ToString() => $"storage {key}";
}
