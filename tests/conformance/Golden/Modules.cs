using System.Runtime.CompilerServices;
using NativeTorch.Conformance.Binding;
using NativeTorch.NN;

namespace NativeTorch.Conformance.Golden;

/// <summary>Makes modules by PyTorch's names, and calls them.</summary>
static class Modules
{
    static readonly ConditionalWeakTable<Module, object> GivesIndices = [];

    /// <summary>A module of PyTorch's class name.</summary>
    public static Module Create(string name, Arguments arguments)
    {
        bool indices = TakeIndices(name, ref arguments);
        var module = (Module)Scopes.Construct("NativeTorch.NN", name, arguments);
        if (indices)
            GivesIndices.Add(module, name);
        return module;
    }

    /// <summary>The module's forward.</summary>
    public static object? Forward(Module module, Arguments arguments)
    {
        string name = GivesIndices.TryGetValue(module, out _) ? "ForwardWithIndices" : "Forward";
        Overload[] overloads = [.. module.GetType().GetMethods().Where(m => m.Name == name && !m.IsStatic).Select(m => new Overload(m))];
        return overloads.Length == 0
            ? throw new BindingException($"{module.GetType().Name} has no {name}")
            : Binder.Bind(overloads, arguments with { Positional = [module, .. arguments.Positional] }, numbersAsTensors: false).Invoke();
    }

    /// <summary>What return_indices=True decides in Python is a method of its own here.</summary>
    static bool TakeIndices(string name, ref Arguments arguments)
    {
        int position = name.StartsWith("AdaptiveMaxPool", StringComparison.Ordinal) ? 1
            : name.StartsWith("FractionalMaxPool", StringComparison.Ordinal) ? 3
            : name.StartsWith("MaxPool", StringComparison.Ordinal) ? 4
            : -1;
        if (position < 0)
            return false;
        bool positional = arguments.Positional.Count > position;
        object? flag = positional ? arguments.Positional[position] : arguments.Named.GetValueOrDefault("return_indices");
        arguments = positional ? arguments.Without(position) : arguments.Without("return_indices");
        return flag is true;
    }
}
