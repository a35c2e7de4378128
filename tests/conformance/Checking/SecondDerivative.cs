using System.Diagnostics;
using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>Differentiates the gradients again, and compares one directional derivative with a difference quotient.</summary>
/// <remarks>With s(x) = sum of gradient_i(x) * u_i for random u, the derivative of s along a random v is once taken by the engine
/// and once as (s(x + hv) - s(x - hv)) / 2h.</remarks>
static class SecondDerivative
{
    const double Relative = 1e-3, Absolute = 1e-5;

    // The smaller one, where the larger goes over a jump.
    static readonly double[] Steps = [1e-5, 1e-7];

    const long MaxElements = 5000;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Checks one case whose first derivative is right. Float64 and small inputs only; others are not checked.</summary>
    public static SecondOrder Check(CaseFile file, Case sample, Device device)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var at = new Point(file, sample, device, 0);
            if (at.Inputs.Count == 0 || at.Inputs.Any(x => x.Dtype != Dtype.Float64) || at.Inputs.Sum(x => x.Numel) is 0 or > MaxElements)
                return SecondOrder.NotChecked;
            double analytic = at.SlopeAlongV();
            if (watch.Elapsed > Patience)
                return SecondOrder.NotChecked;
            return !double.IsFinite(analytic) ? SecondOrder.NotChecked
                : Steps.Any(step => Agrees(analytic, file, sample, device, step)) ? SecondOrder.Agrees
                : SecondOrder.Differs;
        }
        catch (Exception e) when (e is AutogradException or UnsupportedOpException)
        {
            return SecondOrder.Unsupported;
        }
        catch (Exception)
        {
            return SecondOrder.Differs; // the case has passed: what fails is the gradient as a function
        }
    }

    /// <summary>A quotient that is not finite says nothing.</summary>
    static bool Agrees(double analytic, CaseFile file, Case sample, Device device, double step)
    {
        double ahead = new Point(file, sample, device, step).Sum(), behind = new Point(file, sample, device, -step).Sum();
        double difference = (ahead - behind) / (2 * step);
        double scale = Math.Max(Math.Abs(difference), Math.Abs(analytic)) + 1e-6 * Math.Abs(ahead);
        return !double.IsFinite(difference) || Math.Abs(difference - analytic) <= Absolute + Relative * scale;
    }

    /// <summary>The case's inputs moved by a step along v, with the gradients there.</summary>
    sealed class Point
    {
        readonly Tensor[] gradients;
        readonly Tensor[] directions;
        readonly Tensor[] weights;

        public Point(CaseFile file, Case sample, Device device, double step)
        {
            var inputs = new Inputs(sample, file.Storages, device);
            Inputs = inputs.Differentiable;
            var random = new Random(7);
            // An input that PyTorch gives no gradient for is a constant.
            directions = [.. Inputs.Select((x, i) => sample.Grads![i] is null ? Torch.ZerosLike(x) : Direction(x, random))];
            weights = [.. Inputs.Select(x => Noise(x, random))];
            using (Torch.NoGrad())
                for (int i = 0; step != 0 && i < directions.Length; i++)
                    Inputs[i].Add_(directions[i], step);
            var outputs = Results.Flatten(Bindings.Invoke(file.Op, inputs.Arguments, numbersAsTensors: true));
            var (roots, cotangents) = Gradients.Pair(sample.Cotangents ?? [], outputs, file.Storages, device);
            gradients = roots.Count == 0
                ? new Tensor[Inputs.Count]
                : Autograd.Grad([.. roots], [.. Inputs], [.. cotangents], createGraph: true, allowUnused: true);
        }

        public IReadOnlyList<Tensor> Inputs { get; }

        public double Sum() => Weighted() is { } sum ? sum.Item().ToDouble() : 0;

        /// <summary>The derivative of the sum, where it depends on the inputs at all.</summary>
        public double SlopeAlongV()
        {
            if (Weighted() is not { RequiresGrad: true } sum)
                return 0;
            Tensor[] second = Autograd.Grad([sum], [.. Inputs], allowUnused: true);
            return second.Select((g, i) => g is null ? 0 : (g * directions[i]).Sum().Item().ToDouble()).Sum();
        }

        Tensor? Weighted()
        {
            Tensor? sum = null;
            for (int i = 0; i < gradients.Length; i++)
                if (gradients[i] is { } gradient)
                    sum = (gradient * weights[i]).Sum() is var part && sum is null ? part : sum! + part;
            return sum;
        }

        /// <summary>A symmetric matrix stays one, for ops that read a half of it only.</summary>
        static Tensor Direction(Tensor x, Random random)
        {
            Tensor noise = Noise(x, random);
            if (x.Numel == 0 || x.Dim < 2 || x.Size(-1) != x.Size(-2) || x.Size(-1) < 2)
                return noise;
            using var off = Torch.NoGrad();
            Tensor turned = x.Detach().Transpose(-1, -2);
            bool symmetric = x.Numel == 0 || (x.Detach() - turned).Abs().Max().Item().ToDouble() < 1e-12;
            return symmetric ? noise + noise.Transpose(-1, -2) : noise;
        }

        static Tensor Noise(Tensor x, Random random)
        {
            var values = new double[x.Numel];
            for (int i = 0; i < values.Length; i++)
                values[i] = 2 * random.NextDouble() - 1;
            return Torch.Tensor<double>(values, x.Shape).To(x.Device);
        }
    }
}
