namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Split(long, long)"/>
    public static Tensor[] Split(Tensor tensor, long splitSizeOrSections, long dim = 0) =>
        NotNull(tensor).Split(splitSizeOrSections, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.Split(ReadOnlySpan{long}, long)"/>
    public static Tensor[] Split(Tensor tensor, ReadOnlySpan<long> splitSizeOrSections, long dim = 0) =>
        NotNull(tensor).SplitWithSizes(splitSizeOrSections, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.SplitWithSizes(ReadOnlySpan{long}, long)"/>
    public static Tensor[] SplitWithSizes(Tensor input, ReadOnlySpan<long> splitSizes, long dim = 0) =>
        NotNull(input).SplitWithSizes(splitSizes, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.Chunk(long, long)"/>
    public static Tensor[] Chunk(Tensor input, long chunks, long dim = 0) => NotNull(input).Chunk(chunks, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.Unbind(long)"/>
    public static Tensor[] Unbind(Tensor input, long dim = 0) => NotNull(input).Unbind(dim);

    /// <inheritdoc cref="NativeTorch.Tensor.TensorSplit(long, long)"/>
    public static Tensor[] TensorSplit(Tensor input, long indicesOrSections, long dim = 0) =>
        NotNull(input).TensorSplit(indicesOrSections, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.TensorSplit(ReadOnlySpan{long}, long)"/>
    public static Tensor[] TensorSplit(Tensor input, ReadOnlySpan<long> indicesOrSections, long dim = 0) =>
        NotNull(input).TensorSplit(indicesOrSections, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.TensorSplit(NativeTorch.Tensor, long)"/>
    public static Tensor[] TensorSplit(Tensor input, Tensor tensorIndicesOrSections, long dim = 0) =>
        NotNull(input).TensorSplit(tensorIndicesOrSections, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.HSplit(long)"/>
    public static Tensor[] HSplit(Tensor input, long indicesOrSections) => NotNull(input).HSplit(indicesOrSections);

    /// <inheritdoc cref="NativeTorch.Tensor.HSplit(ReadOnlySpan{long})"/>
    public static Tensor[] HSplit(Tensor input, ReadOnlySpan<long> indicesOrSections) => NotNull(input).HSplit(indicesOrSections);

    /// <inheritdoc cref="NativeTorch.Tensor.VSplit(long)"/>
    public static Tensor[] VSplit(Tensor input, long indicesOrSections) => NotNull(input).VSplit(indicesOrSections);

    /// <inheritdoc cref="NativeTorch.Tensor.VSplit(ReadOnlySpan{long})"/>
    public static Tensor[] VSplit(Tensor input, ReadOnlySpan<long> indicesOrSections) => NotNull(input).VSplit(indicesOrSections);

    /// <inheritdoc cref="NativeTorch.Tensor.DSplit(long)"/>
    public static Tensor[] DSplit(Tensor input, long indicesOrSections) => NotNull(input).DSplit(indicesOrSections);

    /// <inheritdoc cref="NativeTorch.Tensor.DSplit(ReadOnlySpan{long})"/>
    public static Tensor[] DSplit(Tensor input, ReadOnlySpan<long> indicesOrSections) => NotNull(input).DSplit(indicesOrSections);
}
