namespace NativeTorch.NN;

/// <summary>Softmax over the channels of images, (N, C, H, W) or (C, H, W). PyTorch: <c>torch.nn.Softmax2d</c>.</summary>
public sealed partial class Softmax2d : Layer
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Dim is 3 or 4 ? input.Softmax(-3)
        : throw new ShapeMismatchException($"[Softmax2d] {input.Shape} has neither three nor four dimensions");
}
