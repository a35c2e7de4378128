namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>Channel j of group i goes to place j * groups + i.</summary>
    /// <param name="input">(N, C, ...).</param>
    /// <param name="groups">How many groups the channels make.</param>
    /// <remarks>PyTorch: <c>torch.nn.functional.channel_shuffle</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are fewer than three dimensions, or the channels cannot be divided.</exception>
    public static Tensor ChannelShuffle(Tensor input, long groups)
    {
        Shape shape = NotNull(input).Shape;
        if (groups <= 0)
            throw new ArgumentOutOfRangeException(nameof(groups), groups, "[channel_shuffle] groups are not positive");
        if (shape.Count < 3 || shape[1] % groups != 0)
            throw new ShapeMismatchException($"[channel_shuffle] {shape}: it takes (N, C, ...) with channels that {groups} groups divide");
        return input.Unflatten(1, [groups, shape[1] / groups]).Transpose(1, 2).Flatten(1, 2);
    }
}
