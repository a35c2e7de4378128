namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>In training: each element is set to SELU's negative limit with probability p, and all are scaled and shifted so
    /// that mean and variance stay. Draws as PyTorch does.</summary>
    /// <param name="input">Of any shape.</param>
    /// <param name="p">Probability of being dropped (default 0.5).</param>
    /// <param name="training">Whether anything is done at all (default false).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.alpha_dropout</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    public static Tensor AlphaDropout(Tensor input, double p = 0.5, bool training = false) =>
        DropToLimit("alpha_dropout", input, p, training, ofChannels: false);

    /// <summary>In training: each channel is set to SELU's negative limit with probability p, and all are scaled and shifted so
    /// that mean and variance stay. Draws as PyTorch does.</summary>
    /// <param name="input">(N, C, ...).</param>
    /// <param name="p">Probability of being dropped (default 0.5).</param>
    /// <param name="training">Whether anything is done at all (default false).</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.feature_alpha_dropout</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    /// <exception cref="ShapeMismatchException">The input has fewer than two dimensions.</exception>
    public static Tensor FeatureAlphaDropout(Tensor input, double p = 0.5, bool training = false) =>
        DropToLimit("feature_alpha_dropout", input, p, training, ofChannels: true);

    static Tensor DropToLimit(string op, Tensor input, double p, bool training, bool ofChannels)
    {
        const double Limit = 1.7580993408473766; // of SELU, negated: its scale times its alpha
        if (!Drops(op, input, p, training))
            return input;
        if (p == 1)
            return input * Torch.Zeros([], input.Dtype, input.Device);
        Tensor kept = Kept(op, input, p, ofChannels);
        double scale = 1 / Math.Sqrt((Limit * Limit * p + 1) * (1 - p));
        Tensor shift = (kept - 1).Mul_(Limit * scale).Add_(Limit * scale * p);
        return input * kept.Mul_(scale) + shift;
    }
}
