using NativeTorch.NN;

namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>The largest element of each of outputSize windows, which lie at random distances from each other; draws as
    /// PyTorch does.</summary>
    /// <param name="input">(N, C, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(height, width)</c>.</param>
    /// <param name="outputSize">How many windows there are. Either this or <paramref name="outputRatio"/> is given.</param>
    /// <param name="outputRatio">How many there are for each element of the input, in (0, 1).</param>
    /// <param name="randomSamples">(N, C, 2): numbers in [0, 1) instead of drawn ones, for width and height.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.fractional_max_pool2d</c>. Floating dtypes.</remarks>
    /// <exception cref="ArgumentException">Neither or both of outputSize and outputRatio are given.</exception>
    /// <exception cref="ShapeMismatchException">The windows do not fit into the input, or the samples to it.</exception>
    public static Tensor FractionalMaxPool2d(Tensor input, Pair kernelSize, Pair? outputSize = null, ScaleFactor? outputRatio = null,
        Tensor? randomSamples = null) =>
        FractionalMaxPool(2, input, kernelSize.Sizes, outputSize?.Sizes, outputRatio, randomSamples).Values;

    /// <summary>The largest element of each of outputSize windows, which lie at random distances from each other, and its position
    /// in the flattened plane (int64); draws as PyTorch does.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.fractional_max_pool2d</c> with <c>return_indices=True</c>. Floating dtypes.</remarks>
    /// <inheritdoc cref="FractionalMaxPool2d"/>
    public static (Tensor Values, Tensor Indices) FractionalMaxPool2dWithIndices(Tensor input, Pair kernelSize, Pair? outputSize = null,
        ScaleFactor? outputRatio = null, Tensor? randomSamples = null) =>
        FractionalMaxPool(2, input, kernelSize.Sizes, outputSize?.Sizes, outputRatio, randomSamples);

    /// <summary>The largest element of each of outputSize windows, which lie at random distances from each other; draws as
    /// PyTorch does.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="kernelSize">The window's size: one number, or <c>(depth, height, width)</c>.</param>
    /// <param name="outputSize">How many windows there are. Either this or <paramref name="outputRatio"/> is given.</param>
    /// <param name="outputRatio">How many there are for each element of the input, in (0, 1).</param>
    /// <param name="randomSamples">(N, C, 3): numbers in [0, 1) instead of drawn ones, for depth, height and width.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.fractional_max_pool3d</c>. Floating dtypes.</remarks>
    /// <exception cref="ArgumentException">Neither or both of outputSize and outputRatio are given.</exception>
    /// <exception cref="ShapeMismatchException">The windows do not fit into the input, or the samples to it.</exception>
    public static Tensor FractionalMaxPool3d(Tensor input, Triple kernelSize, Triple? outputSize = null, ScaleFactor? outputRatio = null,
        Tensor? randomSamples = null) =>
        FractionalMaxPool(3, input, kernelSize.Sizes, outputSize?.Sizes, outputRatio, randomSamples).Values;

    /// <summary>The largest element of each of outputSize windows, which lie at random distances from each other, and its position
    /// in the flattened volume (int64); draws as PyTorch does.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.fractional_max_pool3d</c> with <c>return_indices=True</c>. Floating dtypes.</remarks>
    /// <inheritdoc cref="FractionalMaxPool3d"/>
    public static (Tensor Values, Tensor Indices) FractionalMaxPool3dWithIndices(Tensor input, Triple kernelSize,
        Triple? outputSize = null, ScaleFactor? outputRatio = null, Tensor? randomSamples = null) =>
        FractionalMaxPool(3, input, kernelSize.Sizes, outputSize?.Sizes, outputRatio, randomSamples);

    internal static (Tensor Values, Tensor Indices) FractionalMaxPool(int rank, Tensor input, Shape kernel, Shape? outputSize,
        ScaleFactor? outputRatio, Tensor? randomSamples)
    {
        Shape shape = NotNull(input).Shape;
        if (shape.Count != rank + 1 && shape.Count != rank + 2)
            throw new ShapeMismatchException($"[fractional_max_pool{rank}d] {shape}: it takes {rank + 1} or {rank + 2} dimensions");
        Shape space = shape[^rank..], output = FractionalSize(rank, space, outputSize, outputRatio);
        for (int d = 0; d < rank; d++)
            if (kernel[d] <= 0 || output[d] <= 0 || output[d] + kernel[d] - 1 > space[d])
                throw new ShapeMismatchException(
                    $"[fractional_max_pool{rank}d] {output} windows of {kernel} do not fit into {space}");
        long batch = shape.Count == rank + 2 ? shape[0] : 1, channels = shape[^(rank + 1)];
        Tensor samples = randomSamples ?? Torch.Rand([batch, channels, rank], input.Dtype, input.Device);
        Shape expected = [batch, channels, rank];
        if (samples.Shape != expected)
            throw new ShapeMismatchException($"[fractional_max_pool{rank}d] samples {samples.Shape} for an input {shape}");

        Tensor rows = input.Reshape(batch * channels, space.Numel), places;
        using (Torch.NoGrad())
        {
            Tensor windows = WindowPlaces(samples, space, output, kernel).Reshape(batch * channels, output.Numel, kernel.Numel);
            Tensor largest = rows.Gather(1, windows.Flatten(1)).Reshape(windows.Shape).ArgMax(-1, keepDim: true);
            places = windows.Gather(2, largest).Squeeze(-1);
        }
        Shape result = [.. shape[..^rank], .. output];
        return (rows.Gather(1, places).Reshape(result), places.Reshape(result));
    }

    static Shape FractionalSize(int rank, Shape space, Shape? size, ScaleFactor? ratio)
    {
        if (size.HasValue == ratio.HasValue)
            throw new ArgumentException($"[fractional_max_pool{rank}d] either an output size or an output ratio is given");
        if (size is { } given)
            return given;
        double* factors = stackalloc double[3];
        int count = ratio.GetValueOrDefault().Spread(factors);
        if (count != 1 && count != rank)
            throw new ArgumentException($"[fractional_max_pool{rank}d] the output ratio {ratio} has not {rank} numbers");
        var output = new long[rank];
        for (int d = 0; d < rank; d++)
            output[d] = (long)(space[d] * factors[count == 1 ? 0 : d]);
        return new Shape(output);
    }

    /// <summary>Where the elements of all windows lie in the flattened space: (N, C, windows..., elements of a window...).</summary>
    static Tensor WindowPlaces(Tensor samples, Shape space, Shape output, Shape kernel)
    {
        int rank = space.Count;
        Tensor? places = null;
        for (int d = 0; d < rank; d++)
        {
            Tensor sample = samples.Select(-1, rank == 2 ? 1 - d : d); // of planes: width first
            Tensor along = WindowStarts(sample, space[d], output[d], kernel[d]).Unsqueeze(-1)
                + Torch.Arange(kernel[d], device: samples.Device);
            var shape = new long[2 + 2 * rank];
            Array.Fill(shape, 1);
            (shape[0], shape[1], shape[2 + d], shape[2 + rank + d]) = (samples.Size(0), samples.Size(1), output[d], kernel[d]);
            along = along.Reshape(shape);
            places = places is null ? along : places * space[d] + along;
        }
        return places!;
    }

    /// <summary>Where windows start along one direction: (N, C, output), rounded as PyTorch rounds. The last ends at the end.</summary>
    static Tensor WindowStarts(Tensor sample, long size, long output, long kernel)
    {
        Tensor last = Torch.Full([sample.Size(0), sample.Size(1), 1], size - kernel, Dtype.Int64, sample.Device);
        if (output == 1)
            return last;
        double step = (double)(size - kernel) / (output - 1);
        sample = sample.Unsqueeze(-1);
        Tensor numbers = Torch.Arange(output - 1, dtype: sample.Dtype, device: sample.Device);
        Tensor starts = ((numbers + sample) * step).Trunc() - (sample * step).Trunc();
        return Torch.Cat([starts.To(Dtype.Int64), last], -1);
    }
}
