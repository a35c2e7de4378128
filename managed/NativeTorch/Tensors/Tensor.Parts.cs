using NativeTorch.Interop;

namespace NativeTorch;

// A tensor cut into views. All parts share one node of the graph, which joins their gradients once.
public unsafe partial class Tensor
{
    /// <summary>Views of the given lengths along a dimension, which they fill.</summary>
    /// <param name="splitSizes">The lengths.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.split_with_sizes</c>.</remarks>
    /// <exception cref="ArgumentException">The lengths do not add up to the dimension's size.</exception>
    public Tensor[] SplitWithSizes(ReadOnlySpan<long> splitSizes, long dim = 0)
    {
        using var self = new TensorRef(this);
        var parts = new nint[splitSizes.Length];
        fixed (long* sizes = splitSizes)
        fixed (nint* handles = parts)
            Native.Check(NativeMethods.nt_split_with_sizes(self.Handle, sizes, splitSizes.Length, dim, handles));
        return Wrap(parts);
    }

    /// <summary>Views of the given lengths along a dimension, which they fill.</summary>
    /// <param name="splitSize">The lengths.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.split</c>.</remarks>
    /// <exception cref="ArgumentException">The lengths do not add up to the dimension's size.</exception>
    public Tensor[] Split(ReadOnlySpan<long> splitSize, long dim = 0) => SplitWithSizes(splitSize, dim);

    /// <summary>Views of <paramref name="splitSize"/> positions each along a dimension; the last may be smaller.</summary>
    /// <param name="splitSize">The length of a part.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.split</c>.</remarks>
    /// <exception cref="ArgumentException">The length is not positive.</exception>
    public Tensor[] Split(long splitSize, long dim = 0)
    {
        long length = LengthOf(dim, "split");
        if (splitSize < 0 || (splitSize == 0 && length > 0))
            throw new ArgumentException($"[split] parts of {splitSize} do not fill {length} positions");
        long count = splitSize == 0 ? 1 : Math.Max(1, (length - 1) / splitSize + 1);
        var sizes = new long[length == 0 ? 1 : count];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Min(splitSize, length - i * splitSize);
        return SplitWithSizes(sizes, dim);
    }

    /// <summary>Views of <paramref name="chunks"/> parts, or fewer, of a dimension; the last may be smaller.</summary>
    /// <param name="chunks">How many parts.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.chunk</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public Tensor[] Chunk(long chunks, long dim = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunks);
        long length = LengthOf(dim, "chunk");
        return length == 0
            ? SplitWithSizes(new long[chunks], dim)
            : Split((length - 1) / chunks + 1, dim);
    }

    /// <summary>A view for each position of a dimension, which goes away.</summary>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.unbind</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor[] Unbind(long dim = 0)
    {
        using var self = new TensorRef(this);
        var parts = new nint[LengthOf(dim, "unbind")];
        fixed (nint* handles = parts)
            Native.Check(NativeMethods.nt_unbind(self.Handle, dim, parts.Length, handles));
        return Wrap(parts);
    }

    /// <summary>Views of as many parts, equal but for the first ones, which may have one position more.</summary>
    /// <param name="indicesOrSections">How many parts.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.tensor_split</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public Tensor[] TensorSplit(long indicesOrSections, long dim = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(indicesOrSections);
        long length = LengthOf(dim, "tensor_split");
        var sizes = new long[indicesOrSections];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = length / indicesOrSections + (i < length % indicesOrSections ? 1 : 0);
        return SplitWithSizes(sizes, dim);
    }

    /// <summary>Views of the parts before, between and behind the given positions, which are read as in a slice.</summary>
    /// <param name="indicesOrSections">The positions.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.tensor_split</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public Tensor[] TensorSplit(ReadOnlySpan<long> indicesOrSections, long dim = 0)
    {
        var parts = new Tensor[indicesOrSections.Length + 1];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Slice(dim, i == 0 ? null : indicesOrSections[i - 1], i == parts.Length - 1 ? null : indicesOrSections[i]);
        return parts;
    }

    /// <summary>As the other forms, with the number of parts (a 0-d tensor) or the positions (a 1-d one) in a tensor.</summary>
    /// <param name="tensorIndicesOrSections">An int64 tensor.</param>
    /// <param name="dim">The dimension.</param>
    /// <remarks>PyTorch: <c>torch.tensor_split</c>.</remarks>
    /// <exception cref="DtypeMismatchException">The tensor is not int64.</exception>
    public Tensor[] TensorSplit(Tensor tensorIndicesOrSections, long dim = 0)
    {
        ArgumentNullException.ThrowIfNull(tensorIndicesOrSections);
        if (tensorIndicesOrSections.Dtype != Dtype.Int64)
            throw new DtypeMismatchException($"[tensor_split] the positions are {tensorIndicesOrSections.Dtype}, not int64");
        return tensorIndicesOrSections.Dim switch
        {
            0 => TensorSplit(tensorIndicesOrSections.Item<long>(), dim),
            1 => TensorSplit(tensorIndicesOrSections.ToArray<long>(), dim),
            _ => throw new ShapeMismatchException($"[tensor_split] the positions have the shape {tensorIndicesOrSections.Shape}"),
        };
    }

    /// <summary>Views of as many equal parts, side by side: of dimension 1, or 0 where there is only one.</summary>
    /// <remarks>PyTorch: <c>torch.hsplit</c>.</remarks>
    /// <exception cref="ArgumentException">The dimension cannot be divided like that.</exception>
    public Tensor[] HSplit(long indicesOrSections) => EqualParts("hsplit", indicesOrSections, HorizontalDim());

    /// <summary>Views of the parts between positions, side by side: of dimension 1, or 0 where there is only one.</summary>
    /// <remarks>PyTorch: <c>torch.hsplit</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are no dimensions.</exception>
    public Tensor[] HSplit(ReadOnlySpan<long> indicesOrSections) => TensorSplit(indicesOrSections, HorizontalDim());

    /// <summary>Views of as many equal parts, one below the other: of dimension 0.</summary>
    /// <remarks>PyTorch: <c>torch.vsplit</c>.</remarks>
    /// <exception cref="ArgumentException">The dimension cannot be divided like that.</exception>
    public Tensor[] VSplit(long indicesOrSections)
    {
        AtLeast(2, "vsplit");
        return EqualParts("vsplit", indicesOrSections, 0);
    }

    /// <summary>Views of the parts between positions, one below the other: of dimension 0.</summary>
    /// <remarks>PyTorch: <c>torch.vsplit</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are less than 2 dimensions.</exception>
    public Tensor[] VSplit(ReadOnlySpan<long> indicesOrSections)
    {
        AtLeast(2, "vsplit");
        return TensorSplit(indicesOrSections, 0);
    }

    /// <summary>Views of as many equal parts, one behind the other: of dimension 2.</summary>
    /// <remarks>PyTorch: <c>torch.dsplit</c>.</remarks>
    /// <exception cref="ArgumentException">The dimension cannot be divided like that.</exception>
    public Tensor[] DSplit(long indicesOrSections)
    {
        AtLeast(3, "dsplit");
        return EqualParts("dsplit", indicesOrSections, 2);
    }

    /// <summary>Views of the parts between positions, one behind the other: of dimension 2.</summary>
    /// <remarks>PyTorch: <c>torch.dsplit</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are less than 3 dimensions.</exception>
    public Tensor[] DSplit(ReadOnlySpan<long> indicesOrSections)
    {
        AtLeast(3, "dsplit");
        return TensorSplit(indicesOrSections, 2);
    }

    Tensor[] EqualParts(string op, long sections, long dim)
    {
        long length = LengthOf(dim, op);
        if (sections <= 0 || length % sections != 0)
            throw new ArgumentException($"[{op}] {length} positions of dimension {dim} cannot be divided into {sections} equal parts");
        return TensorSplit(sections, dim);
    }

    long HorizontalDim()
    {
        AtLeast(1, "hsplit");
        return Dim == 1 ? 0 : 1;
    }

    void AtLeast(int dims, string op)
    {
        if (Dim < dims)
            throw new ShapeMismatchException($"[{op}] {Shape} has less than {dims} dimensions");
    }

    long LengthOf(long dim, string op)
    {
        Shape shape = Shape;
        long wrapped = dim < 0 ? dim + shape.Count : dim;
        return wrapped >= 0 && wrapped < shape.Count
            ? shape[(int)wrapped]
            : throw new TensorIndexException($"[{op}] dimension {dim} of the shape {shape}");
    }

    /// <summary>Takes over handles that a native call gave.</summary>
    internal static Tensor[] Wrap(nint[] handles) => Array.ConvertAll(handles, handle => new Tensor(handle));
}
