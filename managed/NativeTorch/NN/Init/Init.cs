namespace NativeTorch.NN;

/// <summary>Fills tensors with first values, in place and outside of the graph, with PyTorch's draws. PyTorch: <c>torch.nn.init</c>.</summary>
public static partial class Init
{
    /// <summary>Uniform numbers from [<paramref name="from"/>, <paramref name="to"/>). PyTorch: <c>init.uniform_</c>.</summary>
    public static Tensor Uniform_(Tensor tensor, double from = 0, double to = 1, Generator? generator = null)
    {
        using var noGrad = Torch.NoGrad();
        return tensor.Uniform_(from, to, generator);
    }

    /// <summary>Normal numbers. PyTorch: <c>init.normal_</c>.</summary>
    public static Tensor Normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
    {
        using var noGrad = Torch.NoGrad();
        return tensor.Normal_(mean, std, generator);
    }

    /// <summary>Every element <paramref name="value"/>. PyTorch: <c>init.constant_</c>.</summary>
    public static Tensor Constant_(Tensor tensor, double value)
    {
        using var noGrad = Torch.NoGrad();
        return tensor.Fill_(value);
    }

    /// <summary>Every element 0. PyTorch: <c>init.zeros_</c>.</summary>
    public static Tensor Zeros_(Tensor tensor) => Constant_(tensor, 0);

    /// <summary>Every element 1. PyTorch: <c>init.ones_</c>.</summary>
    public static Tensor Ones_(Tensor tensor) => Constant_(tensor, 1);

    /// <summary>Glorot's: uniform in ±gain * sqrt(6 / (fanIn + fanOut)). PyTorch: <c>init.xavier_uniform_</c>.</summary>
    /// <exception cref="ShapeMismatchException">Fewer than two dimensions.</exception>
    public static Tensor XavierUniform_(Tensor tensor, double gain = 1, Generator? generator = null)
    {
        double bound = Math.Sqrt(3.0) * XavierStd(tensor, gain);
        return Uniform_(tensor, -bound, bound, generator);
    }

    /// <summary>Glorot's: normal with deviation gain * sqrt(2 / (fanIn + fanOut)). PyTorch: <c>init.xavier_normal_</c>.</summary>
    /// <exception cref="ShapeMismatchException">Fewer than two dimensions.</exception>
    public static Tensor XavierNormal_(Tensor tensor, double gain = 1, Generator? generator = null) =>
        Normal_(tensor, 0, XavierStd(tensor, gain), generator);

    /// <summary>He's: uniform in ±sqrt(3) * gain / sqrt(fan). PyTorch: <c>init.kaiming_uniform_</c>.</summary>
    /// <param name="tensor">A weight of two or more dimensions: outputs, inputs, kernel sizes.</param>
    /// <param name="a">The slope of a leaky ReLU below 0.</param>
    /// <param name="mode">Whether inputs or outputs are counted.</param>
    /// <param name="nonlinearity">The function that follows; linear layers use LeakyReLU with a = sqrt(5).</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ShapeMismatchException">Fewer than two dimensions.</exception>
    public static Tensor KaimingUniform_(Tensor tensor, double a = 0, FanMode mode = FanMode.FanIn,
        Nonlinearity nonlinearity = Nonlinearity.LeakyReLU, Generator? generator = null)
    {
        double bound = Math.Sqrt(3.0) * KaimingStd(tensor, a, mode, nonlinearity);
        return Uniform_(tensor, -bound, bound, generator);
    }

    /// <summary>He's: normal with deviation gain / sqrt(fan). PyTorch: <c>init.kaiming_normal_</c>.</summary>
    /// <inheritdoc cref="KaimingUniform_"/>
    public static Tensor KaimingNormal_(Tensor tensor, double a = 0, FanMode mode = FanMode.FanIn,
        Nonlinearity nonlinearity = Nonlinearity.LeakyReLU, Generator? generator = null) =>
        Normal_(tensor, 0, KaimingStd(tensor, a, mode, nonlinearity), generator);

    /// <summary>How much a function's scale must be made up for. PyTorch: <c>init.calculate_gain</c>.</summary>
    /// <param name="nonlinearity">The function.</param>
    /// <param name="slope">The slope of a leaky ReLU below 0.</param>
    public static double CalculateGain(Nonlinearity nonlinearity, double slope = 0.01) => nonlinearity switch
    {
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.ReLU => Math.Sqrt(2.0),
        Nonlinearity.LeakyReLU => Math.Sqrt(2.0 / (1 + slope * slope)),
        Nonlinearity.SELU => 3.0 / 4,
        _ => 1,
    };

    /// <summary>Inputs and outputs of a weight (outputs, inputs, kernel sizes...), each counted with the kernel's elements.</summary>
    internal static (long In, long Out) Fans(Tensor weight)
    {
        Shape shape = weight.Shape;
        if (shape.Count < 2)
            throw new ShapeMismatchException($"[init] {shape}: inputs and outputs need two or more dimensions");
        long kernel = shape[2..].Numel;
        return (shape[1] * kernel, shape[0] * kernel);
    }

    /// <summary>What PyTorch's linear and convolution layers start with: weight, then bias in ±1 / sqrt(fanIn).</summary>
    internal static void Default_(Tensor weight, Tensor? bias)
    {
        KaimingUniform_(weight, Math.Sqrt(5));
        double fanIn = Fans(weight).In, bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        if (bias is not null)
            Uniform_(bias, -bound, bound);
    }

    /// <summary>What normalisations start with: weight 1 and bias 0, where they are.</summary>
    internal static void Affine_(Tensor? weight, Tensor? bias)
    {
        if (weight is not null)
            Ones_(weight);
        if (bias is not null)
            Zeros_(bias);
    }

    static double XavierStd(Tensor tensor, double gain)
    {
        (long fanIn, long fanOut) = Fans(tensor);
        return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
    }

    static double KaimingStd(Tensor tensor, double a, FanMode mode, Nonlinearity nonlinearity)
    {
        (long fanIn, long fanOut) = Fans(tensor);
        return CalculateGain(nonlinearity, a) / Math.Sqrt(mode == FanMode.FanIn ? fanIn : fanOut);
    }
}
