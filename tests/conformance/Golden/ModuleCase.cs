using System.Text.Json;
using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;
using NativeTorch.Conformance.Checking;
using NativeTorch.Conformance.Golden.Python;
using NativeTorch.NN;

namespace NativeTorch.Conformance.Golden;

/// <summary>A module with PyTorch's state: its names, printed form, results, gradients of their sum, and buffers afterwards.</summary>
sealed class ModuleCase
{
    static readonly Closeness Usual = new(Ulps: 0, Relative: 1e-9, Absolute: 1e-9), Single = new(Ulps: 0, Relative: 1.3e-6, Absolute: 1e-5);

    /// <summary>PyTorch's derivative of hardsigmoid has 1/6 as a float32 number.</summary>
    static readonly Closeness Hardsigmoid = new(Ulps: 0, Relative: 1e-7, Absolute: 1e-8);

    readonly JsonElement row;
    readonly Storages storages;

    ModuleCase(JsonElement row, Storages storages) => (this.row, this.storages) = (row, storages);

    public static GoldenCase Read(JsonElement row, Storages storages)
    {
        var sample = new ModuleCase(row, storages);
        string call = row.TryGetProperty("call", out JsonElement text) ? text.GetString()!
            : $"{row.GetProperty("module").GetString()}({sample.Described()})";
        string name = row.TryGetProperty("module", out JsonElement module) ? module.GetString()! : call.Split('(')[0].Split('.')[^1];
        return new($"modules.{name}", $"{call}{(row.GetProperty("training").GetBoolean() ? "" : ".eval()")}", sample.Check);
    }

    string Described() => string.Join(", ", row.GetProperty("args").EnumerateArray().Select(a => a.GetRawText())
        .Concat(row.GetProperty("kwargs").EnumerateObject().Select(p => $"{p.Name}={p.Value.GetRawText()}")));

    string? Check()
    {
        Module module = Make();
        var state = row.GetProperty("state").EnumerateObject().ToDictionary(p => p.Name, p => (Tensor)Value(p.Value)!);
        object?[] positional = [.. row.GetProperty("inputs").EnumerateArray().Select(Value)];
        var named = row.GetProperty("input_kwargs").EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value));
        Tensor[] inputs = [.. positional.Concat(named.Values).SelectMany(Tensors).Where(t => t.Dtype.IsFloatingPoint)];
        if (state.Values.Concat(inputs).FirstOrDefault(t => t.Dtype.IsFloatingPoint) is { } first)
            module.To(first.Dtype);
        module.Train(row.GetProperty("training").GetBoolean());
        module.LoadStateDict(state);
        return Names(module) ?? Printed(module) ?? Results(module, new Arguments(positional, named), inputs) ?? After(module);
    }

    Module Make() => row.TryGetProperty("call", out JsonElement call)
        ? (Module)Parser.Parse(call.GetString()!).Evaluate(Scopes.With(new Dictionary<string, object?>()))!
        : Modules.Create(row.GetProperty("module").GetString()!, new(
            [.. row.GetProperty("args").EnumerateArray().Select(Value)], row.GetProperty("kwargs").EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value))));

    /// <summary>A value of the file, with its tensors.</summary>
    object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("tensor", out JsonElement id) => storages.Load(id.GetString()!),
        JsonValueKind.Object when json.TryGetProperty("tuple", out JsonElement items) => new ListValue([.. items.EnumerateArray().Select(Value)], IsTuple: true),
        JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(Value)], IsTuple: false),
        _ => ValueReader.Read(json),
    };

    static IEnumerable<Tensor> Tensors(object? value) => value switch
    {
        Tensor tensor => [tensor],
        ListValue list => list.Items.SelectMany(Tensors),
        _ => [],
    };

    string? Names(Module module)
    {
        string[] names = [.. row.GetProperty("parameter_names").EnumerateArray().Select(e => e.GetString()!)];
        string[] own = [.. module.NamedParameters().Select(p => p.Name)];
        return own.SequenceEqual(names) ? null : $"the parameters are {string.Join(", ", own)}, not {string.Join(", ", names)}";
    }

    string? Printed(Module module) => row.GetProperty("repr").GetString() is var printed && printed == module.ToString()
        ? null
        : $"printed as {module}, not {printed}";

    string? Results(Module module, Arguments arguments, Tensor[] inputs)
    {
        JsonElement grads = row.GetProperty("grads_of_sum");
        Tensor[] leaves = Leaves(inputs, [.. grads.GetProperty("inputs").EnumerateArray().Select(Value)]);
        foreach (Tensor leaf in leaves)
            leaf.RequiresGrad = true;
        List<object> outputs = Checking.Results.Flatten(Modules.Forward(module, arguments));
        Tensor?[] expected = [.. row.GetProperty("out").EnumerateArray().Select(Value).Where(v => v is not null).SelectMany(Tensors)];
        if (outputs.Count != expected.Length)
            return $"{outputs.Count} results, not {expected.Length}";
        for (int i = 0; i < expected.Length; i++)
            if (Difference(outputs[i] as Tensor, expected[i]) is { } difference)
                return $"result {i}: {difference}";
        Tensor[] roots = [.. outputs.OfType<Tensor>().Where(t => t.RequiresGrad).Select(t => t.Sum())];
        if (roots.Length > 0)
            Autograd.Backward(roots);
        return Gradients("parameter", grads.GetProperty("parameters"), [.. module.Parameters()]) ?? Gradients("input", grads.GetProperty("inputs"), leaves);
    }

    /// <summary>The inputs whose gradients the row has. It does not say which, where some have none: the first ones that fit in shape.</summary>
    static Tensor[] Leaves(Tensor[] inputs, object?[] grads)
    {
        var leaves = new List<Tensor>();
        foreach (object? grad in grads)
        {
            int from = leaves.Count == 0 ? 0 : Array.IndexOf(inputs, leaves[^1]) + 1;
            bool all = inputs.Length - from == grads.Length - leaves.Count;
            leaves.Add(inputs.Skip(from).FirstOrDefault(input => all || grad is not Tensor given || given.Shape == input.Shape)
                ?? throw new MalformedCaseException($"{grads.Length} gradients for {inputs.Length} inputs"));
        }
        return [.. leaves];
    }

    string? Gradients(string of, JsonElement grads, IReadOnlyList<Tensor> leaves)
    {
        JsonElement[] expected = [.. grads.EnumerateArray()];
        if (expected.Length != leaves.Count)
            return $"{leaves.Count} {of}s, but {expected.Length} gradients";
        for (int i = 0; i < expected.Length; i++)
        {
            Tensor? own = leaves[i].Grad;
            string? difference = Value(expected[i]) is Tensor gradient ? Difference(own, gradient)
                : own is null || own.CountNonzero().Item<long>() == 0 ? null // nothing depends on the leaf: zeros say the same
                : "one where PyTorch has none";
            if (difference is not null)
                return $"gradient of {of} {i}: {difference}";
        }
        return null;
    }

    string? After(Module module)
    {
        OrderedDictionary<string, Tensor> state = module.StateDict();
        foreach (JsonProperty entry in row.GetProperty("state_after").EnumerateObject())
            if (!state.TryGetValue(entry.Name, out Tensor? own))
                return $"there is no {entry.Name} afterwards";
            else if (Difference(own, (Tensor)Value(entry.Value)!) is { } difference)
                return $"{entry.Name} afterwards: {difference}";
        return null;
    }

    string? Difference(Tensor? actual, Tensor? expected)
    {
        if (actual is null || expected is null)
            return actual is null ? "none" : "one too many";
        if (actual.Dtype != expected.Dtype)
            return $"{actual.Dtype.TorchName}, not {expected.Dtype.TorchName}";
        Closeness allowed = !expected.Dtype.IsFloatingPoint ? default
            : expected.Dtype != Dtype.Float64 ? Single
            : row.GetProperty("repr").GetString()!.Contains("Hardsigmoid", StringComparison.Ordinal) ? Hardsigmoid
            : Usual;
        return Numbers.Difference(actual, expected.Shape.ToArray(), expected.To(Dtype.Float64).ToArray<double>(), allowed);
    }
}
