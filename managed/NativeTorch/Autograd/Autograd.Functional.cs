namespace NativeTorch;

/// <summary>Products with Jacobians, and whole ones.</summary>
public static partial class Autograd
{
    /// <summary>The product of a vector with a function's Jacobian: v^T J, one tensor for each input.</summary>
    /// <param name="function">The function; its inputs are copies of <paramref name="inputs"/> that require gradients.</param>
    /// <param name="inputs">Where it is differentiated.</param>
    /// <param name="v">A tensor of each output's shape; left out, it is 1 for an output of one element.</param>
    /// <param name="createGraph">Whether the results can be differentiated, for the inputs too.</param>
    /// <remarks>PyTorch: <c>torch.autograd.functional.vjp</c>.</remarks>
    /// <exception cref="AutogradException">The outputs do not depend on any input.</exception>
    public static (Tensor[] Outputs, Tensor[] Product) Vjp(Func<Tensor[], Tensor[]> function, ReadOnlySpan<Tensor> inputs,
        ReadOnlySpan<Tensor> v = default, bool createGraph = false)
    {
        using var recording = Torch.EnableGrad();
        Tensor[] at = Differentiable(inputs, createGraph);
        Tensor[] outputs = Call(function, at);
        Tensor[] product = ZerosForNone(Grad(outputs, at, v!, createGraph: createGraph, allowUnused: true), at);
        return (createGraph ? outputs : Detach(outputs), product);
    }

    /// <summary>The product of a function's Jacobian with a vector: J v, one tensor for each output. It is computed by two
    /// backward passes, as the derivative of v^T J by v.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">Where it is differentiated.</param>
    /// <param name="v">A tensor of each input's shape.</param>
    /// <param name="createGraph">Whether the results can be differentiated.</param>
    /// <remarks>PyTorch: <c>torch.autograd.functional.jvp</c>.</remarks>
    public static (Tensor[] Outputs, Tensor[] Product) Jvp(Func<Tensor[], Tensor[]> function, ReadOnlySpan<Tensor> inputs,
        ReadOnlySpan<Tensor> v, bool createGraph = false)
    {
        CheckVectors("jvp", v, inputs);
        using var recording = Torch.EnableGrad();
        Tensor[] at = Differentiable(inputs, createGraph);
        Tensor[] outputs = Call(function, at);
        Tensor[] dummies = Array.ConvertAll(outputs, o => Torch.ZerosLike(o, requiresGrad: true));
        Tensor[] rows = ZerosForNone(Grad(outputs, at, dummies, createGraph: true, allowUnused: true), at);
        Tensor[] product = ZerosForNone(GradOfThoseRecorded(rows, dummies, v, createGraph), outputs);
        return (createGraph ? outputs : Detach(outputs), product);
    }

    /// <summary>The Jacobian of one output by one input: sizes are the output's, then the input's.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.functional.jacobian</c>.</remarks>
    public static Tensor Jacobian(Func<Tensor, Tensor> function, Tensor input, bool createGraph = false) =>
        Jacobian(xs => [function(xs[0])], [input], createGraph)[0][0];

    /// <summary>The Jacobians of all outputs (first index) by all inputs (second): sizes are the output's, then the input's.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">Where it is differentiated.</param>
    /// <param name="createGraph">Whether the results can be differentiated.</param>
    /// <remarks>PyTorch: <c>torch.autograd.functional.jacobian</c>.</remarks>
    public static Tensor[][] Jacobian(Func<Tensor[], Tensor[]> function, ReadOnlySpan<Tensor> inputs, bool createGraph = false)
    {
        using var recording = Torch.EnableGrad();
        Tensor[] at = Differentiable(inputs, createGraph);
        return Array.ConvertAll(Call(function, at), output => JacobianOf(output, at, createGraph));
    }

    /// <summary>The second derivatives of a function that gives one number: sizes are the input's, twice.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.functional.hessian</c>.</remarks>
    public static Tensor Hessian(Func<Tensor, Tensor> function, Tensor input, bool createGraph = false) =>
        Hessian(xs => function(xs[0]), [input], createGraph)[0][0];

    /// <summary>The second derivatives of a function that gives one number, by all pairs of inputs.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.functional.hessian</c>.</remarks>
    public static Tensor[][] Hessian(Func<Tensor[], Tensor> function, ReadOnlySpan<Tensor> inputs, bool createGraph = false) =>
        Jacobian(xs => Vjp(ys => [function(ys)], xs, createGraph: true).Product, inputs, createGraph);

    /// <summary>The product of a function's Hessian with a vector: H v, one tensor for each input.</summary>
    /// <remarks>PyTorch: <c>torch.autograd.functional.hvp</c>.</remarks>
    public static (Tensor Output, Tensor[] Product) Hvp(Func<Tensor[], Tensor> function, ReadOnlySpan<Tensor> inputs,
        ReadOnlySpan<Tensor> v, bool createGraph = false)
    {
        CheckVectors("hvp", v, inputs);
        using var recording = Torch.EnableGrad();
        Tensor[] at = Differentiable(inputs, createGraph);
        Tensor output = function(at);
        Tensor[] gradient = ZerosForNone(Grad([output], at, createGraph: true, allowUnused: true), at);
        Tensor[] product = ZerosForNone(GradOfThoseRecorded(gradient, at, v, createGraph), at);
        return (createGraph ? output : output.Detach(), product);
    }

    static Tensor[] JacobianOf(Tensor output, Tensor[] inputs, bool createGraph)
    {
        var rows = Array.ConvertAll(inputs, _ => new List<Tensor>());
        Tensor flat = output.Reshape(-1);
        for (long i = 0; i < flat.Numel; i++)
        {
            Tensor[] row = flat.RequiresGrad
                ? Grad([flat[i]], inputs, retainGraph: true, createGraph: createGraph, allowUnused: true)
                : new Tensor[inputs.Length];
            Tensor[] known = ZerosForNone(row, inputs);
            for (int k = 0; k < inputs.Length; k++)
                rows[k].Add(known[k]);
        }
        return [.. inputs.Select((input, k) => rows[k].Count == 0
            ? Torch.Zeros([.. output.Shape, .. input.Shape], input.Dtype)
            : Torch.Stack(rows[k].ToArray()).Reshape([.. output.Shape, .. input.Shape]))];
    }

    /// <summary>Leaves with the inputs' values; with <paramref name="createGraph"/> they stay part of the inputs' graph.</summary>
    static Tensor[] Differentiable(ReadOnlySpan<Tensor> inputs, bool createGraph)
    {
        var at = new Tensor[inputs.Length];
        for (int i = 0; i < at.Length; i++)
            at[i] = createGraph && inputs[i].RequiresGrad ? inputs[i].View(inputs[i].Shape) : inputs[i].Detach().RequiresGrad_();
        return at;
    }

    static Tensor[] Call(Func<Tensor[], Tensor[]> function, Tensor[] inputs) => function(inputs) is { Length: > 0 } outputs ? outputs
        : throw new ArgumentException("[autograd] the function gave no outputs", nameof(function));

    static Tensor[] GradOfThoseRecorded(Tensor[] outputs, Tensor[] inputs, ReadOnlySpan<Tensor> v, bool createGraph)
    {
        var recorded = new List<Tensor>();
        var gradients = new List<Tensor>();
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!outputs[i].RequiresGrad)
                continue;
            recorded.Add(outputs[i]);
            gradients.Add(v[i]);
        }
        return recorded.Count == 0 ? new Tensor[inputs.Length]
            : Grad(recorded.ToArray(), inputs, gradients.ToArray(), createGraph: createGraph, allowUnused: true);
    }

    static Tensor[] ZerosForNone(Tensor?[] gradients, Tensor[] like) => [.. gradients.Select((g, i) => g ?? Torch.ZerosLike(like[i]))];

    static Tensor[] Detach(Tensor[] tensors) => Array.ConvertAll(tensors, t => t.Detach());

    static void CheckVectors(string op, ReadOnlySpan<Tensor> v, ReadOnlySpan<Tensor> inputs)
    {
        if (v.Length != inputs.Length)
            throw new ArgumentException($"[{op}] {v.Length} vectors for {inputs.Length} inputs", nameof(v));
        for (int i = 0; i < v.Length; i++)
            if (v[i].Shape != inputs[i].Shape)
                throw new ShapeMismatchException($"[{op}] vector {i} has sizes {v[i].Shape}, its input {inputs[i].Shape}");
    }
}
