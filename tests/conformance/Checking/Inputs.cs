using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>A case's arguments with tensors made; with others in the place of those that ask for a gradient, where they are
/// given.</summary>
sealed class Inputs
{
    readonly Storages storages;
    readonly Device device;
    readonly Dictionary<string, Tensor> made = [];
    readonly List<Tensor> differentiable = [];
    readonly IReadOnlyList<Tensor>? others;

    public Inputs(Case sample, Storages storages, Device device, IReadOnlyList<Tensor>? others = null)
    {
        (this.storages, this.device, this.others) = (storages, device, others);
        object?[] positional = [.. sample.Args.Select(Make)];
        var named = sample.Kwargs.Where(p => p.Key != "out").ToDictionary(p => p.Key, p => Make(p.Value));
        if (sample.Kwargs.TryGetValue("out", out object? output))
            named["out"] = Output(output);
        Arguments = new(positional, named);
    }

    public Arguments Arguments { get; }

    /// <summary>The tensors that ask for a gradient, in the order of the gradients.</summary>
    public IReadOnlyList<Tensor> Differentiable => differentiable;

    object? Make(object? value)
    {
        switch (value)
        {
            case TensorValue tensor:
                Tensor result = made[tensor.Id] = tensor.RequiresGrad && others is not null ? others[differentiable.Count] : storages.Make(tensor, device);
                if (tensor.RequiresGrad)
                    differentiable.Add(result);
                return result;
            case ListValue list:
                return list with { Items = [.. list.Items.Select(Make)] };
            default:
                return value;
        }
    }

    /// <summary>An out= of an input's name is that input: such cases ask what happens where they overlap.</summary>
    object? Output(object? value) => value switch
    {
        TensorValue tensor => made.GetValueOrDefault(tensor.Id) ?? storages.Make(tensor, device),
        ListValue list => list with { Items = [.. list.Items.Select(Output)] },
        _ => value,
    };
}
