using System.Globalization;
using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>A range of numbers, <c>(low, high)</c>, or one number, which each transform says how it takes.</summary>
public readonly record struct Interval
{
    Interval(double low, double high, bool isOne) => (Low, High, IsOne) = (low, high, isOne);

    /// <summary>The lower end.</summary>
    public double Low { get; }

    /// <summary>The upper end.</summary>
    public double High { get; }

    /// <summary>Whether one number was given; it is both ends.</summary>
    public bool IsOne { get; }

    /// <summary>One number.</summary>
    public static implicit operator Interval(double number) => new(number, number, true);

    /// <summary>Two ends.</summary>
    public static implicit operator Interval((double Low, double High) ends) => new(ends.Low, ends.High, false);

    /// <summary>As Python prints a tuple: "(0.5, 1.5)".</summary>
    public override string ToString() => $"({Repr.Of(Low)}, {Repr.Of(High)})";

    internal string ToListString() => $"[{Repr.Of(Low)}, {Repr.Of(High)}]";

    /// <summary>The numbers with four digits behind the point.</summary>
    internal Interval Rounded() => new(Math.Round(Low, 4), Math.Round(High, 4), IsOne);

    /// <summary>x stands for (-x, x).</summary>
    internal Interval Symmetric(string transform, string name)
    {
        if (!IsOne)
            return Ordered(transform, name, double.NegativeInfinity);
        if (!(High >= 0))
            throw Wrong(transform, name, "a single number is not negative");
        return new(-High, High, false);
    }

    /// <summary>One number x stands for (center - x, center + x), from 0 on where the center is not 0.</summary>
    internal Interval Around(double center, string transform, string name)
    {
        if (!IsOne)
            return this;
        if (!(High >= 0))
            throw Wrong(transform, name, "a single number is not negative");
        double low = center - High;
        return new(center == 0 ? low : Math.Max(low, 0), center + High, true);
    }

    /// <summary>Checks that low &lt;= high, and that both lie within bounds.</summary>
    internal Interval Ordered(string transform, string name, double least, double most = double.PositiveInfinity)
    {
        if (!(least <= Low && Low <= High && High <= most))
            throw Wrong(transform, name, string.Create(CultureInfo.InvariantCulture,
                $"expected {(least == double.Epsilon ? "0 <" : $"{least} <=")} low <= high <= {most}"));
        return this;
    }

    internal ArgumentOutOfRangeException Wrong(string transform, string name, string expected) =>
        new(name, $"[{transform}] {name} {(IsOne && Low == High ? Repr.Of(Low) : ToString())}: {expected}");
}
