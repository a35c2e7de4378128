namespace NativeTorch.NN;

public static partial class Utils
{
    /// <summary>Divides a parameter by its largest singular value, as power iteration in each training forward estimates it:
    /// weight = weight_orig / sigma, with buffers "weight_u" and "weight_v".</summary>
    /// <param name="module">A layer, such as <see cref="Linear"/> or a convolution.</param>
    /// <param name="name">The parameter (default "weight").</param>
    /// <param name="nPowerIterations">Steps of the iteration in each forward (default 1).</param>
    /// <param name="eps">Added where vectors are normalised (default 1e-12).</param>
    /// <param name="dim">The dimension of outputs; null is 1 for transposed convolutions and 0 for others.</param>
    /// <returns>The layer.</returns>
    /// <remarks>PyTorch: <c>torch.nn.utils.spectral_norm</c>, with its draws for the first vectors. An optimizer that is made before
    /// does not know the new parameter. Forward calls of one such layer come one after the other, from whatever threads.</remarks>
    /// <exception cref="ArgumentException">The layer has no such parameter, or it is normalised already.</exception>
    public static T SpectralNorm<T>(T module, string name = "weight", long nPowerIterations = 1, double eps = 1e-12, int? dim = null) where T : Layer
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nPowerIterations);
        Refuse<SpectralNormalization>(module, name, "spectral_norm");
        new SpectralNormalization(module, name, nPowerIterations, eps, dim ?? (module is ConvTransposeNd ? 1 : 0)).Start();
        return module;
    }

    /// <summary>Undoes <see cref="SpectralNorm"/>: the parameter stays as it is then. PyTorch: <c>torch.nn.utils.remove_spectral_norm</c>.</summary>
    /// <exception cref="ArgumentException">The parameter is not normalised.</exception>
    public static T RemoveSpectralNorm<T>(T module, string name = "weight") where T : Layer => Remove<T, SpectralNormalization>(module, name, "spectral_norm");
}

/// <summary>The weight over its spectral norm.</summary>
sealed class SpectralNormalization : Reparametrization
{
    readonly long iterations;
    readonly double eps;
    readonly int dim;
    readonly Parameter original;
    readonly Tensor u, v;

    public SpectralNormalization(Layer module, string name, long iterations, double eps, int dim) : base(module, name)
    {
        (this.iterations, this.eps, this.dim) = (iterations, eps, dim);
        using var noGrad = Torch.NoGrad();
        Tensor matrix = Matrix(Weight);
        u = Start(matrix, 0);
        v = Start(matrix, 1);
        original = module.RegisterParameter(name + "_orig", new Parameter(Weight.Detach(), Weight.RequiresGrad));
        module.RegisterBuffer(name + "_u", u);
        module.RegisterBuffer(name + "_v", v);
    }

    protected override IEnumerable<string> Registered => [Name + "_orig", Name + "_u", Name + "_v"];

    protected override Tensor Compute(bool training)
    {
        Tensor matrix = Matrix(original);
        if (training)
            Iterate(matrix);
        // Copies: the next forward changes the buffers before this one's gradient may have been taken.
        Tensor sigma = u.Clone().Dot(matrix.Mv(v.Clone()));
        return original / sigma;
    }

    void Iterate(Tensor matrix)
    {
        using var noGrad = Torch.NoGrad();
        for (long i = 0; i < iterations; i++)
        {
            v.Copy_(F.Normalize(matrix.T.Mv(u), dim: 0, eps: eps));
            u.Copy_(F.Normalize(matrix.Mv(v), dim: 0, eps: eps));
        }
    }

    Tensor Start(Tensor matrix, int along)
    {
        Tensor drawn = Torch.Empty([matrix.Size(along)], matrix.Dtype, matrix.Device).Normal_();
        Tensor start = F.Normalize(drawn, dim: 0, eps: eps);
        start.Scope = null;
        return start;
    }

    /// <summary>Outputs by all else.</summary>
    Tensor Matrix(Tensor weight)
    {
        if (dim != 0)
            weight = weight.Permute([dim, .. Enumerable.Range(0, weight.Dim).Where(d => d != dim).Select(d => (long)d)]);
        return weight.Reshape(weight.Size(0), -1);
    }
}
