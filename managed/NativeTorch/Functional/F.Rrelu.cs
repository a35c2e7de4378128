namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>x where x &gt; 0, else a x: in training with a slope a for each element, uniform in [lower, upper), else with their
    /// mean. Draws as PyTorch does.</summary>
    /// <param name="input">Of any shape, of a floating dtype.</param>
    /// <param name="lower">The smallest slope (default 1/8).</param>
    /// <param name="upper">The largest slope (default 1/3).</param>
    /// <param name="training">Whether slopes are drawn (default false).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.rrelu</c>.</remarks>
    /// <exception cref="ArgumentException">lower is above upper.</exception>
    public static Tensor Rrelu(Tensor input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false) =>
        Slopes(input, lower, upper, training) is { } slopes ? input * slopes : LeakyRelu(input, (lower + upper) / 2);

    /// <summary>x where x &gt; 0, else a x: in training with a slope a for each element, uniform in [lower, upper), else with their
    /// mean. Draws as PyTorch does. Changes <paramref name="input"/> and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.nn.functional.rrelu_</c>.</remarks>
    /// <inheritdoc cref="Rrelu"/>
    public static Tensor Rrelu_(Tensor input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false) =>
        Slopes(input, lower, upper, training) is { } slopes ? input.Mul_(slopes) : LeakyRelu_(input, (lower + upper) / 2);

    /// <summary>1 where x is positive (or NaN), else a number drawn; null where none is drawn.</summary>
    static Tensor? Slopes(Tensor input, double lower, double upper, bool training)
    {
        if (lower > upper)
            throw new ArgumentException($"[rrelu] lower {lower} is above upper {upper}", nameof(lower));
        if (!training)
            return null;
        using var noGrad = Torch.NoGrad();
        Tensor drawn = NotNull(input).Le(0);
        long count = drawn.CountNonzero().Item<long>();
        // Bounds of the input's precision, and not uniform_, whose product and sum are one rounding where PyTorch has two here.
        if (input.Dtype != Dtype.Float64)
            (lower, upper) = ((float)lower, (float)upper);
        Tensor numbers = Torch.Rand([count], Dtype.Float64, input.Device).Mul_(upper - lower).Add_(lower);
        return Torch.OnesLike(input).MaskedScatter_(drawn, numbers.To(input.Dtype));
    }
}
