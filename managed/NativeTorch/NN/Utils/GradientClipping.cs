namespace NativeTorch.NN;

/// <summary>What is done to many parameters at once. PyTorch: <c>torch.nn.utils</c>.</summary>
public static partial class Utils
{
    /// <summary>Scales all gradients so that their common norm is at most <paramref name="maxNorm"/>; returns the norm that they
    /// had.</summary>
    /// <param name="parameters">The parameters; those without a gradient are left out.</param>
    /// <param name="maxNorm">The largest norm.</param>
    /// <param name="normType">Which p-norm; infinity is the largest element (default 2).</param>
    /// <param name="errorIfNonfinite">Whether a norm that is NaN or infinite is an error (default false).</param>
    /// <remarks>PyTorch: <c>torch.nn.utils.clip_grad_norm_</c>: the factor is min(1, maxNorm / (norm + 1e-6)).</remarks>
    /// <exception cref="ArithmeticException">The norm is not finite, and that was to be an error.</exception>
    public static Tensor ClipGradNorm_(IEnumerable<Tensor> parameters, double maxNorm, double normType = 2, bool errorIfNonfinite = false)
    {
        using var noGrad = Torch.NoGrad();
        Tensor[] gradients = Gradients(parameters);
        if (gradients.Length == 0)
            return Torch.Tensor(0f);
        Tensor[] norms = Array.ConvertAll(gradients, g => Torch.Linalg.VectorNorm(g, normType).To(gradients[0].Device, gradients[0].Dtype));
        Tensor norm = Torch.Linalg.VectorNorm(Torch.Stack(norms), normType);
        if (errorIfNonfinite && !double.IsFinite(norm.Item<double>()))
            throw new ArithmeticException($"[clip_grad_norm_] the {normType}-norm of the gradients is {norm.Item<double>()}");
        Tensor factor = (maxNorm / (norm + 1e-6)).Clamp(max: 1);
        foreach (Tensor gradient in gradients)
            gradient.Mul_(factor.To(gradient.Device, gradient.Dtype));
        return norm;
    }

    /// <summary>Puts every element of all gradients between -<paramref name="clipValue"/> and <paramref name="clipValue"/>.</summary>
    /// <remarks>PyTorch: <c>torch.nn.utils.clip_grad_value_</c>.</remarks>
    public static void ClipGradValue_(IEnumerable<Tensor> parameters, double clipValue)
    {
        using var noGrad = Torch.NoGrad();
        foreach (Tensor gradient in Gradients(parameters))
            gradient.Clamp_(-clipValue, clipValue);
    }

    static Tensor[] Gradients(IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return [.. parameters.Select(p => p.Grad).Where(g => g is not null)];
    }
}
