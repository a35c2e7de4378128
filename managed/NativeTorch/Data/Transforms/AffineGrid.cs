using System.Numerics;

namespace NativeTorch.Data.Transforms;

/// <summary>The places of an image, from -1 to 1, that the pixels of a result come from.</summary>
static class AffineGrid<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static readonly T half = T.CreateChecked(0.5);

    /// <summary>x and y for each pixel of the result, for <see cref="F.GridSample"/>.</summary>
    public static void Fill(AffineMatrix matrix, long rows, long columns, long height, long width, Span<T> grid)
    {
        var (x, y) = Lines(matrix, rows, columns);
        ReadOnlySpan<T> across = Centers(width), down = Centers(height);
        int at = 0;
        foreach (T row in down)
            foreach (T column in across)
            {
                grid[at++] = x.At(column, row);
                grid[at++] = y.At(column, row);
            }
    }

    /// <summary>The number of the nearest pixel for each pixel of the result; behind the last one, where there is none.</summary>
    public static void Nearest(AffineMatrix matrix, long rows, long columns, long height, long width, Span<long> places)
    {
        var (x, y) = Lines(matrix, rows, columns);
        ReadOnlySpan<T> across = Centers(width), down = Centers(height);
        T halfWidth = T.CreateChecked(columns) * half, halfHeight = T.CreateChecked(rows) * half;
        T lastColumn = T.CreateChecked(columns - 1), lastRow = T.CreateChecked(rows - 1);
        long outside = rows * columns;
        int at = 0;
        foreach (T middle in down)
            foreach (T center in across)
            {
                T column = T.Round((x.At(center, middle) + T.One) * halfWidth - half);
                T row = T.Round((y.At(center, middle) + T.One) * halfHeight - half);
                bool inside = column >= T.Zero && column <= lastColumn && row >= T.Zero && row <= lastRow;
                places[at++] = inside
                    ? T.ConvertToIntegerNative<long>(row) * columns + T.ConvertToIntegerNative<long>(column)
                    : outside;
            }
    }

    /// <summary>The centers of a line of pixels, from the line's own center on.</summary>
    static T[] Centers(long length)
    {
        var centers = new T[length];
        for (int i = 0; i < centers.Length; i++)
            centers[i] = T.CreateChecked(i - length * 0.5 + 0.5);
        return centers;
    }

    /// <summary>The matrix in units of half the image.</summary>
    static (Line X, Line Y) Lines(AffineMatrix m, long rows, long columns)
    {
        T width = T.CreateChecked(columns * 0.5), height = T.CreateChecked(rows * 0.5);
        return (new(T.CreateChecked(m.A) / width, T.CreateChecked(m.B) / width, T.CreateChecked(m.C) / width),
            new(T.CreateChecked(m.D) / height, T.CreateChecked(m.E) / height, T.CreateChecked(m.F) / height));
    }

    readonly record struct Line(T ByX, T ByY, T Constant)
    {
        /// <summary>As a matrix product sums it up: x first, then y fused, then the constant.</summary>
        public T At(T x, T y) => T.FusedMultiplyAdd(y, ByY, x * ByX) + Constant;
    }
}
