using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Seeds the default generator: the same seed gives the same numbers, which are PyTorch's on the CPU.</summary>
    /// <remarks>PyTorch: <c>torch.manual_seed</c>.</remarks>
    public static Generator ManualSeed(ulong seed) => Generator.Default.ManualSeed(seed);

    /// <summary>Uniform numbers from [0, 1).</summary>
    /// <remarks>PyTorch: <c>torch.rand</c>.</remarks>
    public static Tensor Rand(params ReadOnlySpan<long> shape) => Rand(shape, null);

    /// <summary>Uniform numbers from [0, 1).</summary>
    /// <remarks>PyTorch: <c>torch.rand</c>.</remarks>
    public static Tensor Rand(ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null, bool requiresGrad = false,
        Generator? generator = null) => Empty(shape, dtype, device).Uniform_(0, 1, generator).RequiresGradIf(requiresGrad);

    /// <summary>Standard normal numbers: mean 0, standard deviation 1.</summary>
    /// <remarks>PyTorch: <c>torch.randn</c>.</remarks>
    public static Tensor Randn(params ReadOnlySpan<long> shape) => Randn(shape, null);

    /// <summary>Standard normal numbers: mean 0, standard deviation 1.</summary>
    /// <remarks>PyTorch: <c>torch.randn</c>.</remarks>
    public static Tensor Randn(ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null, bool requiresGrad = false,
        Generator? generator = null) => Empty(shape, dtype, device).Normal_(0, 1, generator).RequiresGradIf(requiresGrad);

    /// <summary>Normal numbers with a mean and a standard deviation.</summary>
    /// <remarks>PyTorch: <c>torch.normal</c>.</remarks>
    public static Tensor Normal(double mean, double std, ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null,
        bool requiresGrad = false, Generator? generator = null) =>
        Empty(shape, dtype, device).Normal_(mean, std, generator).RequiresGradIf(requiresGrad);

    /// <summary>Normal numbers, each with a mean and a standard deviation of its own.</summary>
    /// <remarks>PyTorch: <c>torch.normal</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes cannot be broadcast together.</exception>
    public static Tensor Normal(Tensor mean, Tensor std, Generator? generator = null)
    {
        using GradMode noGrad = NoGrad();
        using Tensor zeros = mean.Mul(0), all = zeros.Add(std);
        return Empty(all.Shape, all.Dtype, all.Device).Normal_(0, 1, generator).Mul_(std).Add_(mean);
    }

    /// <summary>Normal numbers of one mean, each with a standard deviation of its own.</summary>
    /// <remarks>PyTorch: <c>torch.normal</c>.</remarks>
    public static Tensor Normal(double mean, Tensor std, Generator? generator = null)
    {
        using GradMode noGrad = NoGrad();
        return Empty(std.Shape, std.Dtype, std.Device).Normal_(0, 1, generator).Mul_(std).Add_(mean);
    }

    /// <summary>Normal numbers of one standard deviation, each with a mean of its own.</summary>
    /// <remarks>PyTorch: <c>torch.normal</c>.</remarks>
    public static Tensor Normal(Tensor mean, double std, Generator? generator = null)
    {
        using GradMode noGrad = NoGrad();
        return Empty(mean.Shape, mean.Dtype, mean.Device).Normal_(0, std, generator).Add_(mean);
    }

    /// <summary>Integers from [0, <paramref name="high"/>).</summary>
    /// <remarks>PyTorch: <c>torch.randint</c>.</remarks>
    public static Tensor RandInt(long high, ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null,
        Generator? generator = null) => RandInt(0, high, shape, dtype, device, generator);

    /// <summary>Integers from [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">The smallest number.</param>
    /// <param name="high">The bound, which is not included.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">The dtype; by default int64.</param>
    /// <param name="device">Where.</param>
    /// <param name="generator">The generator; by default the default one.</param>
    /// <remarks>PyTorch: <c>torch.randint</c>.</remarks>
    public static Tensor RandInt(long low, long high, ReadOnlySpan<long> shape, Dtype? dtype = null, Device? device = null,
        Generator? generator = null) => Empty(shape, dtype ?? Dtype.Int64, device).Random_(low, high, generator);

    /// <summary>0, 1, ..., n - 1 in a random order.</summary>
    /// <remarks>PyTorch: <c>torch.randperm</c>.</remarks>
    public static Tensor RandPerm(long n, Dtype? dtype = null, Generator? generator = null)
    {
        using HandleRef draw = Generator.Ref(generator);
        nint result;
        Native.Check(NativeMethods.nt_randperm(n, (int)(dtype ?? Dtype.Int64), draw.Handle, &result));
        return new Tensor(result);
    }

    /// <summary>1 with the probability that each element gives, else 0; the result has the probabilities' dtype.</summary>
    /// <remarks>PyTorch: <c>torch.bernoulli</c>.</remarks>
    public static Tensor Bernoulli(Tensor probabilities, Generator? generator = null)
    {
        using var p = new TensorRef(probabilities);
        using HandleRef draw = Generator.Ref(generator);
        nint result;
        Native.Check(NativeMethods.nt_bernoulli(p.Handle, draw.Handle, &result));
        return new Tensor(result);
    }

    /// <summary>Counts of events, at the rate that each element gives; the result has the rates' dtype.</summary>
    /// <exception cref="ArgumentException">A rate is negative, infinite or NaN, or not floating.</exception>
    /// <remarks>PyTorch: <c>torch.poisson</c>.</remarks>
    public static Tensor Poisson(Tensor rates, Generator? generator = null)
    {
        using var self = new TensorRef(rates);
        using HandleRef draw = Generator.Ref(generator);
        nint result;
        Native.Check(NativeMethods.nt_poisson(self.Handle, draw.Handle, &result));
        return new Tensor(result);
    }

    /// <summary>Indices (int64) of each row's categories, drawn with the elements as weights: (n) to (numSamples), or (m, n) to
    /// (m, numSamples).</summary>
    /// <param name="input">Weights; they need not add up to 1.</param>
    /// <param name="numSamples">How many are drawn of each row.</param>
    /// <param name="replacement">Whether a category can be drawn again; else numSamples is at most n.</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ArgumentException">A weight is negative, infinite or NaN, a row has none above 0, or there are too few.</exception>
    /// <remarks>PyTorch: <c>torch.multinomial</c>.</remarks>
    public static Tensor Multinomial(Tensor input, long numSamples, bool replacement = false, Generator? generator = null)
    {
        using var self = new TensorRef(input);
        using HandleRef draw = Generator.Ref(generator);
        nint result;
        Native.Check(NativeMethods.nt_multinomial(self.Handle, numSamples, Native.Flag(replacement), draw.Handle, &result));
        return new Tensor(result);
    }

    static Tensor RequiresGradIf(this Tensor tensor, bool requiresGrad) => requiresGrad ? tensor.RequiresGrad_() : tensor;
}
