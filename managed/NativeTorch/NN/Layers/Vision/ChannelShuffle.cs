namespace NativeTorch.NN;

/// <summary>Channel j of group i goes to place j * groups + i: (N, C, ...) keeps its shape. PyTorch: <c>torch.nn.ChannelShuffle</c>.</summary>
/// <param name="groups">How many groups the channels make.</param>
public sealed partial class ChannelShuffle(long groups) : Layer
{
    /// <summary>How many groups the channels make.</summary>
    public long Groups { get; } = groups;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => F.ChannelShuffle(input, Groups);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"groups={Groups}";
}
