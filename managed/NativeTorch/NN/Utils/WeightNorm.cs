namespace NativeTorch.NN;

public static partial class Utils
{
    /// <summary>Splits a parameter into its length and its direction, which are trained instead: weight = g * v / |v|, with
    /// parameters "weight_g" and "weight_v".</summary>
    /// <param name="module">A layer, such as <see cref="Linear"/> or a convolution.</param>
    /// <param name="name">The parameter (default "weight").</param>
    /// <param name="dim">The dimension along which there is a length for each; null is one length for all (default 0).</param>
    /// <returns>The layer.</returns>
    /// <remarks>PyTorch: <c>torch.nn.utils.weight_norm</c>. An optimizer that is made before does not know the new parameters.
    /// Forward calls of one such layer come one after the other, from whatever threads.</remarks>
    /// <exception cref="ArgumentException">The layer has no such parameter, or it is normalised already.</exception>
    public static T WeightNorm<T>(T module, string name = "weight", int? dim = 0) where T : Layer
    {
        ArgumentNullException.ThrowIfNull(module);
        Refuse<WeightNormalization>(module, name, "weight_norm");
        new WeightNormalization(module, name, dim).Start();
        return module;
    }

    /// <summary>Undoes <see cref="WeightNorm"/>: the parameter stays as it is then. PyTorch: <c>torch.nn.utils.remove_weight_norm</c>.</summary>
    /// <exception cref="ArgumentException">The parameter is not normalised.</exception>
    public static T RemoveWeightNorm<T>(T module, string name = "weight") where T : Layer => Remove<T, WeightNormalization>(module, name, "weight_norm");

    static void Refuse<N>(Layer module, string name, string of) where N : Reparametrization
    {
        if (module.Reparametrizations.Any(r => r is N && r.Name == name))
            throw new ArgumentException($"[{of}] \"{name}\" of {module.GetType().Name} has one already", nameof(name));
    }

    static T Remove<T, N>(T module, string name, string of) where T : Layer where N : Reparametrization
    {
        ArgumentNullException.ThrowIfNull(module);
        Reparametrization found = module.Reparametrizations.FirstOrDefault(r => r is N && r.Name == name)
            ?? throw new ArgumentException($"[{of}] \"{name}\" of {module.GetType().Name} has none", nameof(name));
        found.Stop();
        return module;
    }
}

/// <summary>Length times direction.</summary>
sealed class WeightNormalization : Reparametrization
{
    readonly int? dim;
    readonly Parameter g, v;

    public WeightNormalization(Layer module, string name, int? dim) : base(module, name)
    {
        if (dim is { } given && (given < -1 || given >= Weight.Dim))
            throw new ArgumentOutOfRangeException(nameof(dim), dim, $"[weight_norm] dim {dim} of \"{name}\" {Weight.Shape}");
        this.dim = dim is -1 ? null : dim;
        using var noGrad = Torch.NoGrad();
        g = module.RegisterParameter(name + "_g", new Parameter(Length(Weight), Weight.RequiresGrad));
        v = module.RegisterParameter(name + "_v", new Parameter(Weight.Detach(), Weight.RequiresGrad));
    }

    protected override IEnumerable<string> Registered => [Name + "_g", Name + "_v"];

    protected override Tensor Compute(bool training) => v * (g / Length(v));

    Tensor Length(Tensor of) => dim is { } kept
        ? of.Dim == 1 ? of.Abs() : Torch.Linalg.VectorNorm(of, 2, [.. Enumerable.Range(0, of.Dim).Where(d => d != kept).Select(d => (long)d)], keepDim: true)
        : Torch.Linalg.VectorNorm(of, 2);
}
