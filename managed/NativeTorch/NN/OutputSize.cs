namespace NativeTorch.NN;

/// <summary>The size that a result should have along its spatial dimensions: one number for all (<c>7</c>), or one for each
/// (<c>(7, 5)</c>), where <c>null</c> stands for the input's size (<c>(null, 5)</c>).</summary>
public readonly record struct OutputSize
{
    readonly long first, second, third;

    OutputSize(int count, long? first, long? second = null, long? third = null)
    {
        (Count, this.first, this.second, this.third) = (count, Number(first), Number(second), Number(third));

        static long Number(long? size) => size is < 0
            ? throw new ArgumentOutOfRangeException(nameof(size), size, "A size is not negative.")
            : size ?? -1;
    }

    /// <summary>How many numbers there are.</summary>
    internal int Count { get; }

    /// <summary>One number for all directions.</summary>
    public static implicit operator OutputSize(long all) => new(1, all);

    /// <summary>Height and width.</summary>
    public static implicit operator OutputSize((long? Height, long? Width) sizes) => new(2, sizes.Height, sizes.Width);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator OutputSize((long? Depth, long? Height, long? Width) sizes) =>
        new(3, sizes.Depth, sizes.Height, sizes.Width);

    /// <summary>The numbers, with -1 for the input's size.</summary>
    internal unsafe int Spread(long* to)
    {
        if (Count > 0)
            to[0] = first;
        if (Count > 1)
            to[1] = second;
        if (Count > 2)
            to[2] = third;
        return Count;
    }

    /// <summary>As PyTorch prints it: "7" or "(None, 5)".</summary>
    public override string ToString() => Count switch
    {
        1 => Text(first),
        2 => $"({Text(first)}, {Text(second)})",
        _ => $"({Text(first)}, {Text(second)}, {Text(third)})",
    };

    static string Text(long size) => size < 0 ? "None" : $"{size}";
}
