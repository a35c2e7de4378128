using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>The place (int64) at which each value would keep the rows of a sorted sequence in order. Rows are its last
    /// dimension; it has one dimension, or those of <paramref name="input"/>.</summary>
    /// <param name="sortedSequence">Ascending rows.</param>
    /// <param name="input">The values, or one number.</param>
    /// <param name="outInt32">Whether places are int32.</param>
    /// <param name="right">Whether places are after equal elements, not before them.</param>
    /// <param name="side">The same as <paramref name="right"/>, in a word.</param>
    /// <param name="sorter">Indices that sort the sequence, where it is not sorted.</param>
    /// <param name="output">Receives the result, and is returned.</param>
    /// <remarks>PyTorch: <c>torch.searchsorted</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException"><paramref name="right"/> and <see cref="SearchSide.Left"/> contradict each other.</exception>
    public static Tensor SearchSorted(Tensor sortedSequence, Tensor input, bool outInt32 = false, bool right = false,
        SearchSide? side = null, Tensor? sorter = null, Tensor? output = null)
    {
        if (side is { } word && !Enum.IsDefined(word))
            throw new ArgumentOutOfRangeException(nameof(side));
        if (right && side == SearchSide.Left)
            throw new ArgumentException("[searchsorted] right and the side Left contradict each other", nameof(side));
        using var sequenceRef = new TensorRef(sortedSequence);
        using var inputRef = new TensorRef(input);
        using var sorterRef = new OptionalTensorRef(sorter);
        using var outputRef = new OptionalTensorRef(output);
        nint result;
        Native.Check(NativeMethods.nt_searchsorted(sequenceRef.Handle, inputRef.Handle, Native.Flag(outInt32),
            Native.Flag(right || side == SearchSide.Right), sorterRef.Handle, outputRef.Handle, &result));
        return new Tensor(result);
    }

    /// <summary>Whether (bool) each element is among the tested ones; NaN never is.</summary>
    /// <param name="elements">What is looked for; may be one number.</param>
    /// <param name="testElements">What it is looked for in; may be one number.</param>
    /// <param name="assumeUnique">Changes nothing.</param>
    /// <param name="invert">Whether true stands for what is not found.</param>
    /// <param name="output">Receives the result, and is returned.</param>
    /// <remarks>PyTorch: <c>torch.isin</c>.</remarks>
    public static Tensor IsIn(Tensor elements, Tensor testElements, bool assumeUnique = false, bool invert = false,
        Tensor? output = null)
    {
        using var elementsRef = new TensorRef(elements);
        using var testRef = new TensorRef(testElements);
        using var outputRef = new OptionalTensorRef(output);
        nint result;
        Native.Check(NativeMethods.nt_isin(elementsRef.Handle, testRef.Handle, Native.Flag(invert), outputRef.Handle, &result));
        return new Tensor(result);
    }

    /// <inheritdoc cref="NativeTorch.Tensor.Unique(bool, bool, bool, long?)"/>
    public static (Tensor Output, Tensor? Inverse, Tensor? Counts) Unique(Tensor input, bool sorted = true,
        bool returnInverse = false, bool returnCounts = false, long? dim = null) =>
        NotNull(input).Unique(sorted, returnInverse, returnCounts, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.UniqueConsecutive(bool, bool, long?)"/>
    public static (Tensor Output, Tensor? Inverse, Tensor? Counts) UniqueConsecutive(Tensor input, bool returnInverse = false,
        bool returnCounts = false, long? dim = null) => NotNull(input).UniqueConsecutive(returnInverse, returnCounts, dim);
}
