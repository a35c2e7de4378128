using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>Whether the gradients for the given cotangents are PyTorch's.</summary>
static class Gradients
{
    public static string? Check(Case sample, IReadOnlyList<Tensor> inputs, IReadOnlyList<object> outputs,
        Comparison compare, Storages storages, Device device)
    {
        object?[] expected = sample.Grads!;
        if (inputs.Count != expected.Length)
            throw new MalformedCaseException($"{expected.Length} gradients for {inputs.Count} inputs");
        var (roots, cotangents) = Pair(sample.Cotangents ?? [], outputs, storages, device);
        if (roots.Count == 0)
            return expected.All(g => g is null) ? null : "no result has a gradient";
        Autograd.Backward([.. roots], [.. cotangents]);
        for (int i = 0; i < expected.Length; i++)
            if (One(inputs[i].Grad, expected[i], compare) is { } difference)
                return $"gradient {i}: {difference}";
        return null;
    }

    /// <summary>Cotangents belong to the results that have a gradient, in their order; where there are fewer, to the first.</summary>
    public static (List<Tensor> Roots, List<Tensor> Cotangents) Pair(object?[] cotangents, IReadOnlyList<object> outputs,
        Storages storages, Device device)
    {
        List<Tensor> roots = [], given = [];
        foreach (Tensor output in outputs.OfType<Tensor>().Where(o => o.RequiresGrad))
        {
            if (roots.Count == cotangents.Length)
                break;
            roots.Add(output);
            var cotangent = cotangents[given.Count] as TensorValue ?? throw new MalformedCaseException("a cotangent that is no tensor");
            given.Add(storages.Make(cotangent, device));
        }
        return (roots, given);
    }

    /// <summary>PyTorch gives none where a result does not depend on an input; zeros say the same.</summary>
    static string? One(Tensor? actual, object? expected, Comparison compare) => (actual, expected) switch
    {
        (null, null) => null,
        (null, _) => "none",
        ({ } own, null) => own.To(Device.Cpu, Dtype.Float64).ToArray<double>().All(x => x == 0) ? null : "one where PyTorch has none",
        var (own, value) => compare.One(own, value),
    };
}
