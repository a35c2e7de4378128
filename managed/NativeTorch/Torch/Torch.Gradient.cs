using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Slopes along each of some dimensions, from neighbours that lie the same distance apart everywhere.</summary>
    /// <param name="input">The values.</param>
    /// <param name="spacing">The distance; 1 by default.</param>
    /// <param name="dim">The dimensions; none means all.</param>
    /// <param name="edgeOrder">Order of the estimate at the ends: 1 or 2.</param>
    /// <returns>A tensor of the input's shape for each dimension.</returns>
    /// <remarks>PyTorch: <c>torch.gradient</c>. Integers give float32.</remarks>
    /// <exception cref="ShapeMismatchException">A dimension has too few elements.</exception>
    public static Tensor[] Gradient(Tensor input, Scalar? spacing = null, ReadOnlySpan<long> dim = default, long edgeOrder = 1)
    {
        long[] dims = Dims(NotNull(input), dim);
        double step = (spacing ?? 1).ToDouble();
        return [.. dims.Select(d => Gradient(input, d, step, null, edgeOrder))];
    }

    /// <summary>Slopes along each of some dimensions, each with a distance of its own.</summary>
    /// <param name="input">The values.</param>
    /// <param name="spacing">A distance for each dimension.</param>
    /// <param name="dim">The dimensions; none means all.</param>
    /// <param name="edgeOrder">Order of the estimate at the ends: 1 or 2.</param>
    /// <returns>A tensor of the input's shape for each dimension.</returns>
    /// <remarks>PyTorch: <c>torch.gradient</c>. Integers give float32.</remarks>
    /// <exception cref="ShapeMismatchException">A dimension has too few elements.</exception>
    public static Tensor[] Gradient(Tensor input, ReadOnlySpan<double> spacing, ReadOnlySpan<long> dim = default, long edgeOrder = 1)
    {
        long[] dims = Dims(NotNull(input), dim);
        double[] distances = spacing.ToArray();
        CheckCount(distances.Length, dims);
        return [.. dims.Select((d, i) => Gradient(input, d, distances[i], null, edgeOrder))];
    }

    /// <summary>Slopes along each of some dimensions, over coordinates.</summary>
    /// <param name="input">The values.</param>
    /// <param name="spacing">For each dimension the coordinates of its positions.</param>
    /// <param name="dim">The dimensions; none means all.</param>
    /// <param name="edgeOrder">Order of the estimate at the ends: 1 or 2.</param>
    /// <returns>A tensor of the input's shape for each dimension.</returns>
    /// <remarks>PyTorch: <c>torch.gradient</c>. Integers give float32.</remarks>
    /// <exception cref="ShapeMismatchException">A dimension has too few elements, or coordinates do not fit it.</exception>
    public static Tensor[] Gradient(Tensor input, ReadOnlySpan<Tensor> spacing, ReadOnlySpan<long> dim = default, long edgeOrder = 1)
    {
        long[] dims = Dims(NotNull(input), dim);
        Tensor[] coordinates = spacing.ToArray();
        CheckCount(coordinates.Length, dims);
        return [.. dims.Select((d, i) => Gradient(input, d, 1, NotNull(coordinates[i]), edgeOrder))];
    }

    /// <summary>The dimensions that are meant, from 0.</summary>
    static long[] Dims(Tensor input, ReadOnlySpan<long> dim)
    {
        int rank = input.Dim;
        long[] dims = dim.IsEmpty ? [.. Enumerable.Range(0, rank)] : dim.ToArray();
        long[] wrapped = [.. dims.Select(d => d < 0 ? d + rank : d)];
        return wrapped.Distinct().Count() == wrapped.Length ? dims
            : throw new ArgumentException($"[gradient] a dimension stands twice in ({string.Join(", ", dims)})", nameof(dim));
    }

    static void CheckCount(int count, long[] dims)
    {
        if (count != dims.Length)
            throw new ArgumentException($"[gradient] {count} spacings for {dims.Length} dimensions");
    }

    static Tensor Gradient(Tensor input, long dim, double spacing, Tensor? coordinates, long edgeOrder)
    {
        using var self = new TensorRef(input);
        using var points = new OptionalTensorRef(coordinates);
        nint result;
        Native.Check(NativeMethods.nt_gradient(self.Handle, dim, spacing, points.Handle, edgeOrder, &result));
        return new Tensor(result);
    }
}
