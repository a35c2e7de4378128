namespace NativeTorch.NN;

/// <summary>How many times larger a result should be: one number for all spatial dimensions (<c>2</c>) or one for each
/// (<c>(2, 1.5)</c>).</summary>
public readonly record struct ScaleFactor
{
    readonly double first, second, third;

    ScaleFactor(int count, double first, double second = 0, double third = 0) =>
        (Count, this.first, this.second, this.third) = (count, first, second, third);

    /// <summary>How many numbers there are.</summary>
    internal int Count { get; }

    /// <summary>One number for all directions.</summary>
    public static implicit operator ScaleFactor(double all) => new(1, all);

    /// <summary>Height and width.</summary>
    public static implicit operator ScaleFactor((double Height, double Width) factors) => new(2, factors.Height, factors.Width);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator ScaleFactor((double Depth, double Height, double Width) factors) =>
        new(3, factors.Depth, factors.Height, factors.Width);

    internal unsafe int Spread(double* to)
    {
        (to[0], to[1], to[2]) = (first, second, third);
        return Count;
    }

    /// <summary>Whether all numbers are within an open interval.</summary>
    internal bool IsWithin(double from, double to)
    {
        return Within(first) && (Count < 2 || Within(second)) && (Count < 3 || Within(third));

        bool Within(double factor) => factor > from && factor < to;
    }

    /// <summary>As PyTorch prints it: "2.0" or "(2.0, 1.5)".</summary>
    public override string ToString() => Count switch
    {
        1 => Repr.Of(first),
        2 => $"({Repr.Of(first)}, {Repr.Of(second)})",
        _ => $"({Repr.Of(first)}, {Repr.Of(second)}, {Repr.Of(third)})",
    };
}
