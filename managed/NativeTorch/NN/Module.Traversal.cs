namespace NativeTorch.NN;

public abstract partial class Module
{
    /// <summary>The modules that this one holds itself, each once. PyTorch: <c>Module.children</c>.</summary>
    public IReadOnlyList<Module> Children() => [.. NamedChildren().Select(c => c.Module)];

    /// <summary>The modules that this one holds itself, each once, with their names. PyTorch: <c>Module.named_children</c>.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedChildren()
    {
        var seen = NewSet<Module>();
        return [.. Fields().Modules.Where(c => seen.Add(c.Module))];
    }

    /// <summary>This module and all within, each once, outer ones first. PyTorch: <c>Module.modules</c>.</summary>
    public IReadOnlyList<Module> Modules() => [.. NamedModules().Select(m => m.Module)];

    /// <summary>This module (named "") and all within ("encoder.0"), each once, outer ones first. PyTorch: <c>Module.named_modules</c>.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedModules() => [.. Walk().Select(m => (m.Name, m.Module))];

    /// <summary>All parameters, each once, in PyTorch's order. PyTorch: <c>Module.parameters</c>.</summary>
    /// <param name="recurse">Whether those of the modules within count too.</param>
    public IReadOnlyList<Parameter> Parameters(bool recurse = true) => [.. NamedParameters(recurse).Select(p => p.Parameter)];

    /// <summary>All parameters with their names ("conv1.weight"), each once. PyTorch: <c>Module.named_parameters</c>.</summary>
    /// <param name="recurse">Whether those of the modules within count too.</param>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters(bool recurse = true)
    {
        var seen = NewSet<Parameter>();
        return
        [
            .. from owner in Holders(recurse)
               from p in owner.Fields.Parameters
               where seen.Add(p.Parameter)
               select (Join(owner.Name, p.Name), p.Parameter),
        ];
    }

    /// <summary>All buffers, each once. PyTorch: <c>Module.buffers</c>.</summary>
    /// <param name="recurse">Whether those of the modules within count too.</param>
    public IReadOnlyList<Tensor> Buffers(bool recurse = true) => [.. NamedBuffers(recurse).Select(b => b.Buffer)];

    /// <summary>All buffers with their names ("bn1.running_mean"), each once. PyTorch: <c>Module.named_buffers</c>.</summary>
    /// <param name="recurse">Whether those of the modules within count too.</param>
    public IReadOnlyList<(string Name, Tensor Buffer)> NamedBuffers(bool recurse = true)
    {
        var seen = NewSet<Tensor>();
        return
        [
            .. from owner in Holders(recurse)
               from b in owner.Fields.Buffers
               where seen.Add(b.Buffer)
               select (Join(owner.Name, b.Name), b.Buffer),
        ];
    }

    IEnumerable<(string Name, Module Module, ModuleFields Fields)> Holders(bool recurse) => recurse ? Walk() : [("", this, Fields())];

    /// <summary>Depth first, in the order of registration; the fields of a module are read once.</summary>
    IEnumerable<(string Name, Module Module, ModuleFields Fields)> Walk()
    {
        var seen = NewSet<Module>();
        var next = new Stack<(string Name, Module Module)>([("", this)]);
        while (next.TryPop(out var at))
        {
            if (!seen.Add(at.Module))
                continue;
            ModuleFields fields = at.Module.Fields();
            yield return (at.Name, at.Module, fields);
            for (int i = fields.Modules.Count - 1; i >= 0; i--)
                next.Push((Join(at.Name, fields.Modules[i].Name), fields.Modules[i].Module));
        }
    }

    static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    static HashSet<T> NewSet<T>() where T : class => new(ReferenceEqualityComparer.Instance);
}
