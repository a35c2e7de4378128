namespace NativeTorch;

// What PyTorch offers beside the ops themselves, in terms of them.
public partial class Tensor
{
    /// <summary>The largest element; NaN wins; the gradient is shared between equals.</summary>
    /// <remarks>PyTorch: <c>torch.max</c>.</remarks>
    public Tensor Max() => Amax();

    /// <summary>Elementwise: the larger; NaN wins.</summary>
    /// <remarks>PyTorch: <c>torch.max</c> of two tensors, <c>torch.maximum</c>.</remarks>
    public Tensor Max(Tensor other) => Maximum(other);

    /// <summary>The smallest element; NaN wins; the gradient is shared between equals.</summary>
    /// <remarks>PyTorch: <c>torch.min</c>.</remarks>
    public Tensor Min() => Amin();

    /// <summary>Elementwise: the smaller; NaN wins.</summary>
    /// <remarks>PyTorch: <c>torch.min</c> of two tensors, <c>torch.minimum</c>.</remarks>
    public Tensor Min(Tensor other) => Minimum(other);

    /// <summary>A matrix's transpose, as a view; vectors and scalars stay as they are.</summary>
    /// <remarks>PyTorch: <c>torch.t</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are more than two dimensions.</exception>
    public Tensor T => Dim switch
    {
        < 2 => View(Shape),
        2 => Transpose(0, 1),
        var dim => throw new ShapeMismatchException($"[t] {dim} dimensions, of which two would be exchanged; use Transpose or Permute"),
    };

    /// <summary>Sets every element to 0.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.zero_</c>.</remarks>
    public Tensor Zero_() => Fill_(0);

    /// <summary>A view in the shape of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.view_as</c>.</remarks>
    public Tensor ViewAs(Tensor other) => View(NotNull(other).Shape);

    /// <summary>A view expanded to the shape of another tensor.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.expand_as</c>.</remarks>
    public Tensor ExpandAs(Tensor other) => Expand(NotNull(other).Shape);

    /// <summary>Views of <paramref name="size"/> positions each along a dimension; the last may be smaller.</summary>
    /// <remarks>PyTorch: <c>torch.split</c>.</remarks>
    public Tensor[] Split(long size, int dim = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        long length = Size(dim);
        var parts = new Tensor[Math.Max(1, (length + size - 1) / size)];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Narrow(dim, i * size, Math.Min(size, length - i * size));
        return parts;
    }

    /// <summary>Views of <paramref name="chunks"/> parts, or fewer, of a dimension; the last may be smaller.</summary>
    /// <remarks>PyTorch: <c>torch.chunk</c>.</remarks>
    public Tensor[] Chunk(long chunks, int dim = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunks);
        return Split(Math.Max(1, (Size(dim) + chunks - 1) / chunks), dim);
    }

    /// <summary>A view for each position of a dimension, which goes away.</summary>
    /// <remarks>PyTorch: <c>torch.unbind</c>.</remarks>
    public Tensor[] Unbind(int dim = 0)
    {
        var parts = new Tensor[Size(dim)];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Select(dim, i);
        return parts;
    }
}
