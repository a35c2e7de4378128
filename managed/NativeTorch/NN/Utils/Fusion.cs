namespace NativeTorch.NN;

public static partial class Utils
{
    /// <summary>One convolution that does what a convolution and the batch normalisation behind it do in evaluation mode: its kernels are
    /// scaled by weight / sqrt(var + eps).</summary>
    /// <param name="conv">A convolution or transposed convolution; it is not changed.</param>
    /// <param name="bn">The normalisation of its output channels.</param>
    /// <returns>A copy of the convolution with other parameters; always with a bias.</returns>
    /// <remarks>PyTorch: <c>torch.nn.utils.fusion.fuse_conv_bn_eval</c>.</remarks>
    /// <exception cref="InvalidOperationException">One of them is in training mode.</exception>
    /// <exception cref="ArgumentException">The channels differ, or the normalisation has no running statistics.</exception>
    public static T FuseConvBnEval<T>(T conv, BatchNormNd bn) where T : ConvNd
    {
        (Tensor scale, Tensor shift) = Affine(conv, bn, conv.OutChannels);
        using var noGrad = Torch.NoGrad();
        T fused = conv.DeepCopy();
        // A transposed convolution's kernels are (in, out / groups, ...): each group's inputs meet its outputs' scales.
        Tensor factor = conv is ConvTransposeNd
            ? scale.Reshape(conv.Groups, 1, -1).Expand(conv.Groups, conv.InChannels / conv.Groups, -1).Reshape([conv.InChannels, -1, .. Ones(conv)])
            : scale.Reshape([conv.OutChannels, 1, .. Ones(conv)]);
        fused.Weight = new Parameter((conv.Weight * factor).To(conv.Weight.Dtype), conv.Weight.RequiresGrad);
        fused.Bias = Fused(conv.Bias, scale, shift, conv.Weight);
        return fused;
    }

    /// <summary>One linear layer that does what a linear layer and the batch normalisation behind it do in evaluation mode.</summary>
    /// <inheritdoc cref="FuseConvBnEval"/>
    /// <param name="linear">A linear layer; it is not changed.</param>
    /// <param name="bn">The normalisation of its outputs.</param>
    /// <returns>A copy of the layer with other parameters; always with a bias.</returns>
    /// <remarks>PyTorch: <c>torch.nn.utils.fusion.fuse_linear_bn_eval</c>.</remarks>
    public static Linear FuseLinearBnEval(Linear linear, BatchNormNd bn)
    {
        (Tensor scale, Tensor shift) = Affine(linear, bn, linear.OutFeatures);
        using var noGrad = Torch.NoGrad();
        Linear fused = linear.DeepCopy();
        fused.Weight = new Parameter((linear.Weight * scale.Unsqueeze(1)).To(linear.Weight.Dtype), linear.Weight.RequiresGrad);
        fused.Bias = Fused(linear.Bias, scale, shift, linear.Weight);
        return fused;
    }

    /// <summary>What the normalisation does to a channel: x scale + shift.</summary>
    static (Tensor Scale, Tensor Shift) Affine(Layer layer, BatchNormNd bn, long channels)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(bn);
        string name = $"[fuse] {layer.GetType().Name} and {bn.GetType().Name}";
        if (layer.Training || bn.Training)
            throw new InvalidOperationException($"{name}: both must be in evaluation mode");
        if (bn.RunningMean is not { } mean || bn.RunningVar is not { } variance)
            throw new ArgumentException($"{name}: the normalisation has no running statistics", nameof(bn));
        if (bn.NumFeatures != channels)
            throw new ArgumentException($"{name}: {channels} outputs and {bn.NumFeatures} channels", nameof(bn));
        using var noGrad = Torch.NoGrad();
        Tensor scale = (variance + bn.Eps).Rsqrt();
        if (bn.Weight is { } weight)
            scale = weight.Detach() * scale;
        return (scale, bn.Bias is { } bias ? bias.Detach() - mean * scale : -(mean * scale));
    }

    static Parameter Fused(Parameter? bias, Tensor scale, Tensor shift, Parameter weight) =>
        new((bias is null ? shift : bias.Detach() * scale + shift).To(weight.Dtype), bias?.RequiresGrad ?? weight.RequiresGrad);

    static IEnumerable<long> Ones(ConvNd conv) => Enumerable.Repeat(1L, conv.KernelSize.Count);
}
