using FsCheck;
using FsCheck.Fluent;

namespace NativeTorch.Tests;

/// <summary>Slices against Python's rule, written out over an array.</summary>
public class SliceProperties
{
    [Fact]
    public void SlicesReadWhatPythonsRuleSays() =>
        Prop.ForAll(Slices(), s => Assert.Equal(Expected(s), Torch.Arange(s.Size)[TensorIndex.Slice(s.Start, s.Stop, s.Step)].ToArray<long>()))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void SlicesWriteWhatTheyRead() =>
        Prop.ForAll(Slices(), s =>
        {
            Tensor x = Torch.Arange(s.Size);
            x[TensorIndex.Slice(s.Start, s.Stop, s.Step)] = -1;
            long[] places = Expected(s);
            Assert.Equal([.. Enumerable.Range(0, s.Size).Select(i => places.Contains(i) ? -1L : i)], x.ToArray<long>());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RangesAreArraysRanges() =>
        Prop.ForAll(Slices(), s =>
        {
            long[] values = [.. Enumerable.Range(0, s.Size).Select(i => (long)i)];
            int start = Math.Clamp((int)s.Start, 0, s.Size), end = Math.Clamp((int)s.Stop, start, s.Size);
            Tensor x = Torch.Arange(s.Size);
            Assert.Equal(values[start..end], x[start..end].ToArray<long>());
            Assert.Equal(values[^(s.Size - start)..], x[^(s.Size - start)..].ToArray<long>());
        }).QuickCheckThrowOnFailure();

    sealed record Case(int Size, long Start, long Stop, long Step);

    static Arbitrary<Case> Slices() => Arb.From(
        from size in Gen.Choose(0, 12)
        from start in Gen.Choose(-15, 15)
        from stop in Gen.Choose(-15, 15)
        from step in Gen.Choose(1, 5)
        select new Case(size, start, stop, step));

    /// <summary>Negative ends count from the back, then all is cut to the size.</summary>
    static long[] Expected(Case s)
    {
        long start = Math.Clamp(s.Start < 0 ? s.Start + s.Size : s.Start, 0, s.Size);
        long stop = Math.Clamp(s.Stop < 0 ? s.Stop + s.Size : s.Stop, 0, s.Size);
        return [.. Enumerable.Range(0, s.Size).Select(i => (long)i).Where(i => i >= start && i < stop && (i - start) % s.Step == 0)];
    }
}
