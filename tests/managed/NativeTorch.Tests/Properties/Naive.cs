namespace NativeTorch.Tests.Properties;

/// <summary>The reference of the properties: sizes and elements in row-major order, and every op as index arithmetic.</summary>
sealed record Naive(long[] Shape, double[] Values)
{
    /// <summary>0, 1, 2, ...</summary>
    public static Naive Counting(params long[] shape) =>
        new(shape, [.. Enumerable.Range(0, checked((int)Product(shape))).Select(i => (double)i)]);

    public static long Product(IEnumerable<long> sizes) => sizes.Aggregate(1L, (product, size) => product * size);

    public double this[long[] index] => Values[Position(index)];

    /// <summary>Another shape whose element at an index is this one's at another index.</summary>
    public Naive Remap(long[] shape, Func<long[], long[]> source) => new(shape, [.. Indices(shape).Select(index => this[source(index)])]);

    /// <summary>Broadcasting: sizes from the back are equal, or one of them is 1 or missing. Null where they are not.</summary>
    public static long[]? Broadcast(long[] a, long[] b)
    {
        var shape = new long[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            long x = i <= a.Length ? a[^i] : 1, y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
                return null;
            shape[^i] = x == 1 ? y : x;
        }
        return shape;
    }

    /// <summary>This, repeated along its sizes of 1.</summary>
    public Naive Expand(long[] shape) => Remap(shape, index =>
        [.. Shape.Select((size, d) => size == 1 ? 0 : index[d + shape.Length - Shape.Length])]);

    public static Naive Map(Naive a, Naive b, Func<double, double, double> f)
    {
        long[] shape = Broadcast(a.Shape, b.Shape) ?? throw new ArgumentException("the shapes do not fit");
        return new(shape, [.. a.Expand(shape).Values.Zip(b.Expand(shape).Values, f)]);
    }

    public Tensor ToTensor(Dtype dtype = Dtype.Float64) => Torch.Tensor<double>(Values, Shape, dtype);

    public void AssertSame(Tensor actual)
    {
        Assert.Equal(Shape, actual.Shape.ToArray());
        Assert.Equal(Values, actual.Detach().To(Dtype.Float64).ToArray<double>());
    }

    int Position(long[] index)
    {
        long position = 0;
        for (int d = 0; d < Shape.Length; d++)
            position = position * Shape[d] + index[d];
        return (int)position;
    }

    /// <summary>All indices in row-major order.</summary>
    static IEnumerable<long[]> Indices(long[] shape)
    {
        long count = Product(shape);
        for (long i = 0; i < count; i++)
        {
            var index = new long[shape.Length];
            long rest = i;
            for (int d = shape.Length - 1; d >= 0; d--)
                (rest, index[d]) = Math.DivRem(rest, shape[d]);
            yield return index;
        }
    }
}
