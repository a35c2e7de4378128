namespace NativeTorch;

/// <summary>Gradient checks against finite differences.</summary>
public static partial class Autograd
{
    /// <summary>Compares the gradients that backward gives with central differences (f(x + eps) - f(x - eps)) / (2 eps), element
    /// by element: they agree where |a - n| &lt;= atol + rtol |n|.</summary>
    /// <param name="function">A deterministic function of the inputs.</param>
    /// <param name="inputs">Where it is checked: those that require gradients are float64 leaves.</param>
    /// <param name="eps">The step.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="fastMode">Compares one number for each pair of an input and an output, the derivative along random
    /// directions, instead of every element: for what is too large for the whole.</param>
    /// <remarks>PyTorch: <c>torch.autograd.gradcheck</c>. <see cref="GradCheckReport.Passed"/> tells the answer.</remarks>
    /// <exception cref="DtypeMismatchException">An input is float32 or shorter: rounding would drown the differences.</exception>
    /// <exception cref="AutogradException">No input requires a gradient.</exception>
    public static GradCheckReport GradCheck(Func<Tensor[], Tensor[]> function, ReadOnlySpan<Tensor> inputs, double eps = 1e-6,
        double atol = 1e-5, double rtol = 1e-3, bool fastMode = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        Tensor[] at = inputs.ToArray();
        CheckInputs(at);
        Tensor[] outputs;
        using (Torch.EnableGrad())
            outputs = Call(function, at);
        var differences = new FiniteDifferences(function, at, outputs, eps);
        var comparison = new DerivativeComparison(atol, rtol);
        for (int i = 0; i < at.Length; i++)
            if (at[i].RequiresGrad && fastMode)
                CheckAlong(i, at, outputs, differences, comparison);
            else if (at[i].RequiresGrad)
                CheckInput(i, at, outputs, differences, comparison);
        return comparison.Report();
    }

    /// <inheritdoc cref="GradCheck(Func{Tensor[], Tensor[]}, ReadOnlySpan{Tensor}, double, double, double, bool)"/>
    public static GradCheckReport GradCheck(Func<Tensor, Tensor> function, Tensor input, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3,
        bool fastMode = false) =>
        GradCheck(xs => [function(xs[0])], [input], eps, atol, rtol, fastMode);

    /// <summary>Checks second derivatives: the gradients, as functions of the inputs and of the gradients that enter, are
    /// compared with finite differences.</summary>
    /// <param name="function">A deterministic function of the inputs.</param>
    /// <param name="inputs">Where it is checked: those that require gradients are float64 leaves.</param>
    /// <param name="gradOutputs">The gradients that enter; left out, seeded random ones.</param>
    /// <param name="eps">The step.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="fastMode">Compares derivatives along random directions only.</param>
    /// <remarks>PyTorch: <c>torch.autograd.gradgradcheck</c>.</remarks>
    /// <exception cref="DtypeMismatchException">An input is float32 or shorter.</exception>
    /// <exception cref="AutogradException">No input requires a gradient, or an op has no second derivative.</exception>
    public static GradCheckReport GradGradCheck(Func<Tensor[], Tensor[]> function, ReadOnlySpan<Tensor> inputs,
        ReadOnlySpan<Tensor> gradOutputs = default, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3, bool fastMode = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        Tensor[] at = inputs.ToArray();
        CheckInputs(at);
        Tensor[] entering = gradOutputs.IsEmpty ? RandomGradients(function, at) : gradOutputs.ToArray();
        int count = at.Length;
        Tensor[] Gradients(Tensor[] all)
        {
            Tensor[] xs = all[..count], gs = all[count..];
            Tensor[] outputs = [.. Call(function, xs).Where(o => o.RequiresGrad)];
            Tensor[] wanted = [.. xs.Where(x => x.RequiresGrad)];
            return ZerosForNone(Grad(outputs, wanted, gs, createGraph: true, allowUnused: true), wanted);
        }
        return GradCheck(Gradients, [.. at, .. entering], eps, atol, rtol, fastMode);
    }

    /// <inheritdoc cref="GradGradCheck(Func{Tensor[], Tensor[]}, ReadOnlySpan{Tensor}, ReadOnlySpan{Tensor}, double, double, double, bool)"/>
    public static GradCheckReport GradGradCheck(Func<Tensor, Tensor> function, Tensor input, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3,
        bool fastMode = false) =>
        GradGradCheck(xs => [function(xs[0])], [input], default, eps, atol, rtol, fastMode);

    static void CheckInputs(Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].RequiresGrad && inputs[i].Dtype != Dtype.Float64)
                throw new DtypeMismatchException($"[gradcheck] input {i} is {inputs[i].Dtype.TorchName}: a step of 1e-6 drowns in its rounding; convert it with To(Dtype.Float64)");
        if (!inputs.Any(x => x.RequiresGrad))
            throw new AutogradException("[gradcheck] no input requires a gradient: nothing can be checked");
    }

    static Tensor[] RandomGradients(Func<Tensor[], Tensor[]> function, Tensor[] inputs)
    {
        var generator = new Generator(0);
        using var recording = Torch.EnableGrad();
        return [.. Call(function, inputs).Where(o => o.RequiresGrad)
            .Select(o => Torch.Randn(o.Shape, o.Dtype, requiresGrad: true, generator: generator))];
    }

    /// <summary>u^T J v for random u and v, by backward and by differences.</summary>
    static void CheckAlong(int which, Tensor[] inputs, Tensor[] outputs, FiniteDifferences differences, DerivativeComparison comparison)
    {
        var random = new Random(0);
        double[] Direction(long count) => [.. Enumerable.Range(0, (int)count).Select(_ => 2 * random.NextDouble() - 1)];
        double[] v = Direction(inputs[which].Numel);
        double[][] numerical = differences.Along(which, v);
        for (int o = 0; o < outputs.Length; o++)
        {
            double[] u = Direction(outputs[o].Numel);
            double[]? gradient = outputs[o].RequiresGrad
                ? Grad([outputs[o]], [inputs[which]], [Torch.Tensor(u).Reshape(outputs[o].Shape).To(outputs[o].Dtype)], retainGraph: true, allowUnused: true)[0]?.ToArray<double>()
                : null;
            comparison.Add(which, o, Dot(gradient, v), Dot(numerical[o], u));
        }
    }

    static double Dot(double[]? a, double[] b) => a is null ? 0 : a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>Column k of the numerical Jacobian against element k of every row of backward's.</summary>
    static void CheckInput(int which, Tensor[] inputs, Tensor[] outputs, FiniteDifferences differences, DerivativeComparison comparison)
    {
        double[][][] numerical = differences.By(which);
        for (int o = 0; o < outputs.Length; o++)
        {
            Tensor flat = outputs[o].Reshape(-1);
            for (long j = 0; j < flat.Numel; j++)
            {
                Tensor? gradient = flat.RequiresGrad ? Grad([flat[j]], [inputs[which]], retainGraph: true, allowUnused: true)[0] : null;
                double[] row = gradient?.ToArray<double>() ?? new double[inputs[which].Numel];
                for (long k = 0; k < row.Length; k++)
                    comparison.Add(which, k, inputs[which].Shape, o, j, outputs[o].Shape, row[k], numerical[k][o][j]);
            }
        }
    }
}
