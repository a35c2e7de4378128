using FsCheck;
using FsCheck.Fluent;

namespace NativeTorch.Tests.Properties;

/// <summary>A random program is a list of numbers, read one by one: FsCheck knows how to make a failing one shorter.</summary>
sealed class Steps(int[] numbers)
{
    int next;

    public bool AtEnd => next >= numbers.Length;

    /// <summary>A number from 0 to <paramref name="count"/> - 1; 0 where the program is over.</summary>
    public int Choose(long count) => AtEnd || count <= 1 ? 0 * next++ : (int)(Math.Abs((long)numbers[next++]) % count);

    /// <summary>Runs a property on random programs.</summary>
    public static void ForAll(int programs, Action<Steps> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(programs).WithEndSize(60),
            Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers => property(new Steps(numbers))));

    /// <summary>A shape of 0 to 3 dimensions.</summary>
    public long[] Shape(bool empty = true) => [.. Enumerable.Range(0, Choose(4)).Select(_ => (long)(empty ? Choose(4) : 1 + Choose(3)))];
}
