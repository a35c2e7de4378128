using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>The distinct elements, or the distinct slices along a dimension.</summary>
    /// <param name="sorted">Whether elements are in ascending order; slices always are.</param>
    /// <param name="returnInverse">Whether the place (int64) of each element or slice among the distinct ones is returned.</param>
    /// <param name="returnCounts">Whether it is returned how often (int64) each occurs.</param>
    /// <param name="dim">The dimension; elements where none is given.</param>
    /// <returns>The distinct ones, and null for what was not asked for. NaN equals nothing.</returns>
    /// <remarks>PyTorch: <c>torch.unique</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public (Tensor Output, Tensor? Inverse, Tensor? Counts) Unique(bool sorted = true, bool returnInverse = false,
        bool returnCounts = false, long? dim = null)
    {
        using var self = new TensorRef(this);
        long place = dim.GetValueOrDefault();
        nint output, inverse, counts;
        Native.Check(NativeMethods.nt_unique(self.Handle, Native.Flag(sorted), dim.HasValue ? &place : null, &output, &inverse, &counts));
        return WhatWasAskedFor(output, inverse, counts, returnInverse, returnCounts);
    }

    /// <summary>As <see cref="Unique"/>, of elements or slices as they lie: only neighbours are compared.</summary>
    /// <param name="returnInverse">Whether the place (int64) of each element or slice among the results is returned.</param>
    /// <param name="returnCounts">Whether the length (int64) of each run is returned.</param>
    /// <param name="dim">The dimension; elements where none is given.</param>
    /// <returns>The first of each run, and null for what was not asked for.</returns>
    /// <remarks>PyTorch: <c>torch.unique_consecutive</c>.</remarks>
    /// <exception cref="TensorIndexException">There is no such dimension.</exception>
    public (Tensor Output, Tensor? Inverse, Tensor? Counts) UniqueConsecutive(bool returnInverse = false,
        bool returnCounts = false, long? dim = null)
    {
        using var self = new TensorRef(this);
        long place = dim.GetValueOrDefault();
        nint output, inverse, counts;
        Native.Check(NativeMethods.nt_unique_consecutive(self.Handle, dim.HasValue ? &place : null, &output, &inverse, &counts));
        return WhatWasAskedFor(output, inverse, counts, returnInverse, returnCounts);
    }

    static (Tensor, Tensor?, Tensor?) WhatWasAskedFor(nint output, nint inverse, nint counts, bool wantsInverse, bool wantsCounts)
    {
        Tensor values = new(output), places = new(inverse), numbers = new(counts);
        if (!wantsInverse)
            places.Dispose();
        if (!wantsCounts)
            numbers.Dispose();
        return (values, wantsInverse ? places : null, wantsCounts ? numbers : null);
    }
}
