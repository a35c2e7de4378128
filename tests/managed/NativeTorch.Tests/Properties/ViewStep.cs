namespace NativeTorch.Tests.Properties;

/// <summary>One view: of a tensor, and of the reference by index arithmetic.</summary>
sealed record ViewStep(string Name, Func<Tensor, Tensor> OfTensor, Func<Naive, Naive> OfNaive)
{
    /// <summary>A random view of something of that shape, or null where the one that was drawn does not exist.</summary>
    public static ViewStep? Draw(Steps steps, long[] shape) => steps.Choose(8) switch
    {
        0 => Transpose(steps, shape),
        1 => Narrow(steps, shape),
        2 => Select(steps, shape),
        3 => Slice(steps, shape),
        4 => Unsqueeze(steps, shape),
        5 => Squeeze(),
        6 => Permute(steps, shape),
        _ => Diagonal(steps, shape),
    };

    /// <summary>Negative dimensions count from the back.</summary>
    static int Dim(Steps steps, int d, int rank) => steps.Choose(2) == 0 ? d : d - rank;

    static ViewStep? Transpose(Steps steps, long[] shape)
    {
        if (shape.Length == 0)
            return null;
        int a = steps.Choose(shape.Length), b = steps.Choose(shape.Length), a0 = Dim(steps, a, shape.Length);
        return new($"Transpose({a0}, {b})", x => x.Transpose(a0, b), n => n.Remap(Swap(n.Shape, a, b), index => Swap(index, a, b)));
    }

    static ViewStep? Narrow(Steps steps, long[] shape)
    {
        if (shape.Length == 0)
            return null;
        int d = steps.Choose(shape.Length), dim = Dim(steps, d, shape.Length);
        long start = steps.Choose(shape[d] + 1), length = steps.Choose(shape[d] - start + 1);
        return new($"Narrow({dim}, {start}, {length})", x => x.Narrow(dim, start, length),
            n => n.Remap(With(n.Shape, d, length), index => With(index, d, index[d] + start)));
    }

    static ViewStep? Select(Steps steps, long[] shape)
    {
        if (shape.Length == 0)
            return null;
        int d = steps.Choose(shape.Length), dim = Dim(steps, d, shape.Length);
        if (shape[d] == 0)
            return null;
        long at = steps.Choose(shape[d]), index0 = steps.Choose(2) == 0 ? at : at - shape[d];
        return new($"Select({dim}, {index0})", x => x.Select(dim, index0),
            n => n.Remap([.. n.Shape.Where((_, i) => i != d)], index => [.. index.Take(d), at, .. index.Skip(d)]));
    }

    static ViewStep? Slice(Steps steps, long[] shape)
    {
        if (shape.Length == 0)
            return null;
        int d = steps.Choose(shape.Length);
        long start = steps.Choose(shape[d] + 1), end = start + steps.Choose(shape[d] - start + 2), step = 1 + steps.Choose(3);
        long length = Math.Max(0, (Math.Min(end, shape[d]) - start + step - 1) / step);
        return new($"Slice({d}, {start}, {end}, {step})", x => x.Slice(d, start, end, step),
            n => n.Remap(With(n.Shape, d, length), index => With(index, d, start + index[d] * step)));
    }

    static ViewStep? Unsqueeze(Steps steps, long[] shape)
    {
        if (shape.Length >= 5)
            return null;
        int d = steps.Choose(shape.Length + 1);
        return new($"Unsqueeze({d})", x => x.Unsqueeze(d),
            n => n.Remap([.. n.Shape.Take(d), 1, .. n.Shape.Skip(d)], index => [.. index.Where((_, i) => i != d)]));
    }

    static ViewStep Squeeze() => new("Squeeze()", x => x.Squeeze(), n => n with { Shape = [.. n.Shape.Where(size => size != 1)] });

    static ViewStep Permute(Steps steps, long[] shape)
    {
        var left = Enumerable.Range(0, shape.Length).ToList();
        var order = new List<long>();
        while (left.Count > 0)
        {
            int i = steps.Choose(left.Count);
            order.Add(left[i]);
            left.RemoveAt(i);
        }
        long[] dims = [.. order];
        return new($"Permute({string.Join(", ", dims)})", x => x.Permute(dims),
            n => n.Remap([.. dims.Select(d => n.Shape[d])], index =>
            {
                var source = new long[index.Length];
                for (int i = 0; i < dims.Length; i++)
                    source[dims[i]] = index[i];
                return source;
            }));
    }

    static ViewStep? Diagonal(Steps steps, long[] shape)
    {
        if (shape.Length < 2)
            return null;
        int first = steps.Choose(shape.Length), second = (first + 1 + steps.Choose(shape.Length - 1)) % shape.Length;
        long offset = steps.Choose(5) - 2, down = Math.Max(-offset, 0), right = Math.Max(offset, 0);
        long length = Math.Max(0, Math.Min(shape[first] - down, shape[second] - right));
        return new($"Diagonal({offset}, {first}, {second})", x => x.Diagonal(offset, first, second),
            n => n.Remap([.. n.Shape.Where((_, i) => i != first && i != second), length], index =>
            {
                var rest = new Queue<long>(index.SkipLast(1));
                return [.. n.Shape.Select((_, d) => d == first ? index[^1] + down : d == second ? index[^1] + right : rest.Dequeue())];
            }));
    }

    static long[] With(long[] values, int place, long value) => [.. values.Select((v, i) => i == place ? value : v)];

    static long[] Swap(long[] values, int a, int b)
    {
        long[] swapped = [.. values];
        (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
        return swapped;
    }
}
