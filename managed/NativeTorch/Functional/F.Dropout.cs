namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>In training: each element is 0 with probability p, else x / (1 - p). Draws as PyTorch does. Changes
    /// <paramref name="input"/> and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout</c> with <c>inplace=True</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    public static Tensor Dropout_(Tensor input, double p = 0.5, bool training = true) =>
        Drop("dropout_", input, p, training, ofChannels: false, inPlace: true);

    /// <summary>In training: each channel is 0 with probability p, else x / (1 - p). Draws as PyTorch does.</summary>
    /// <param name="input">(N, C, L), or without N.</param>
    /// <param name="p">Probability of 0 (default 0.5).</param>
    /// <param name="training">Whether anything is done at all (default true).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout1d</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    /// <exception cref="ShapeMismatchException">The input has another number of dimensions.</exception>
    public static Tensor Dropout1d(Tensor input, double p = 0.5, bool training = true) =>
        DropChannels("dropout1d", input, 1, p, training, inPlace: false);

    /// <summary>In training: each channel is 0 with probability p, else x / (1 - p). Draws as PyTorch does. Changes
    /// <paramref name="input"/> and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout1d</c> with <c>inplace=True</c>.</remarks>
    /// <inheritdoc cref="Dropout1d"/>
    public static Tensor Dropout1d_(Tensor input, double p = 0.5, bool training = true) =>
        DropChannels("dropout1d_", input, 1, p, training, inPlace: true);

    /// <summary>In training: each channel is 0 with probability p, else x / (1 - p). Draws as PyTorch does.</summary>
    /// <param name="input">(N, C, H, W); three dimensions are (N, C, L), as PyTorch has it for historical reasons.</param>
    /// <param name="p">Probability of 0 (default 0.5).</param>
    /// <param name="training">Whether anything is done at all (default true).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout2d</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    /// <exception cref="ShapeMismatchException">The input has fewer than two dimensions.</exception>
    public static Tensor Dropout2d(Tensor input, double p = 0.5, bool training = true) =>
        Drop("dropout2d", input, p, training, ofChannels: true, inPlace: false);

    /// <summary>In training: each channel is 0 with probability p, else x / (1 - p). Draws as PyTorch does. Changes
    /// <paramref name="input"/> and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout2d</c> with <c>inplace=True</c>.</remarks>
    /// <inheritdoc cref="Dropout2d"/>
    public static Tensor Dropout2d_(Tensor input, double p = 0.5, bool training = true) =>
        Drop("dropout2d_", input, p, training, ofChannels: true, inPlace: true);

    /// <summary>In training: each channel is 0 with probability p, else x / (1 - p). Draws as PyTorch does.</summary>
    /// <param name="input">(N, C, D, H, W), or without N.</param>
    /// <param name="p">Probability of 0 (default 0.5).</param>
    /// <param name="training">Whether anything is done at all (default true).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout3d</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    /// <exception cref="ShapeMismatchException">The input has another number of dimensions.</exception>
    public static Tensor Dropout3d(Tensor input, double p = 0.5, bool training = true) =>
        DropChannels("dropout3d", input, 3, p, training, inPlace: false);

    /// <summary>In training: each channel is 0 with probability p, else x / (1 - p). Draws as PyTorch does. Changes
    /// <paramref name="input"/> and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.dropout3d</c> with <c>inplace=True</c>.</remarks>
    /// <inheritdoc cref="Dropout3d"/>
    public static Tensor Dropout3d_(Tensor input, double p = 0.5, bool training = true) =>
        DropChannels("dropout3d_", input, 3, p, training, inPlace: true);

    static Tensor DropChannels(string op, Tensor input, int rank, double p, bool training, bool inPlace)
    {
        if (NotNull(input).Dim != rank + 1 && input.Dim != rank + 2)
            throw new ShapeMismatchException($"[{op}] {input.Shape}: it takes {rank + 1} or {rank + 2} dimensions");
        if (input.Dim == rank + 2)
            return Drop(op, input, p, training, ofChannels: true, inPlace);
        Tensor result = Drop(op, input.Unsqueeze(0), p, training, ofChannels: true, inPlace);
        return inPlace ? input : result.Squeeze(0);
    }

    static Tensor Drop(string op, Tensor input, double p, bool training, bool ofChannels, bool inPlace)
    {
        if (!Drops(op, input, p, training))
            return input;
        Tensor factors = p == 1 ? Torch.Zeros([], input.Dtype, input.Device) : Kept(op, input, p, ofChannels).Div_(1 - p);
        return inPlace ? input.Mul_(factors) : input * factors;
    }

    static bool Drops(string op, Tensor input, double p, bool training) => p is >= 0 and <= 1
        ? training && p > 0 && NotNull(input).Numel > 0
        : throw new ArgumentOutOfRangeException(nameof(p), p, $"[{op}] p is outside of [0, 1]");

    /// <summary>1 with probability 1 - p, else 0: for each element, or for each channel.</summary>
    static Tensor Kept(string op, Tensor input, double p, bool ofChannels)
    {
        if (!ofChannels)
            return Torch.Empty(input.Shape, input.Dtype, input.Device).Bernoulli_(1 - p);  // row-major, as PyTorch draws it
        if (input.Dim < 2)
            throw new ShapeMismatchException($"[{op}] {input.Shape}: channels need two or more dimensions");
        long[] shape = [input.Size(0), input.Size(1), .. Enumerable.Repeat(1L, (int)input.Dim - 2)];
        return Torch.Empty(shape, input.Dtype, input.Device).Bernoulli_(1 - p);
    }
}
