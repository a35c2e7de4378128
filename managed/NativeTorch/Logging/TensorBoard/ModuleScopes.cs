using NativeTorch.NN;

namespace NativeTorch.Logging;

/// <summary>Watches a model run and notes within which module each node of the autograd graph came to be.</summary>
/// <remarks>
/// When a module begins, what led to its input belongs to the module around it; when it ends, what is new behind its output is its
/// own. Modules with a Forward of one's own that runs no hooks are not seen: what they do themselves belongs to the one around
/// them.</remarks>
sealed class ModuleScopes : IDisposable
{
    readonly Dictionary<GradNode, string> scopes = [];
    readonly Stack<string> running = new();
    readonly List<RemovableHandle> hooks = [];
    readonly Dictionary<Module, string> paths = new(ReferenceEqualityComparer.Instance);
    readonly ForwardWatch.Watcher? before = ForwardWatch.Current;
    readonly Dictionary<string, Module> modules;
    readonly string root;

    /// <summary>Watches until it is disposed.</summary>
    public ModuleScopes(Module model)
    {
        root = model.GetType().Name;
        running.Push(root);
        modules = model.NamedModules().ToDictionary(m => m.Name, m => m.Module);
        foreach ((string name, Module module) in modules)
            paths[module] = PathOf(name);
        foreach ((Module module, string scope) in paths)
            if (module != model && module.CanBeHooked)
            {
                hooks.Add(module.RegisterForwardPreHook((_, input) =>
                {
                    Claim(input);
                    running.Push(scope);
                    return null;
                }));
                hooks.Add(module.RegisterForwardHook((_, _, output) =>
                {
                    Claim(output);
                    running.Pop();
                    return null;
                }));
            }
        ForwardWatch.Current = Note;
    }

    /// <summary>The scope of a node that was there at the last <see cref="Claim"/>.</summary>
    public string this[GradNode node] => scopes.GetValueOrDefault(node, root);

    /// <summary>All nodes behind a tensor that nobody has claimed belong to the module that runs.</summary>
    public void Claim(Tensor tensor)
    {
        var pending = new Stack<GradNode>();
        Add(tensor.GradFn);
        while (pending.TryPop(out GradNode? node))
            foreach ((GradNode? next, _) in node.NextFunctions)
                Add(next);

        void Add(GradNode? node)
        {
            if (node is not null && scopes.TryAdd(node, running.Peek()))
                pending.Push(node);
        }
    }

    /// <summary>A module without hooks, such as an LSTM, has run.</summary>
    void Note(Module module, Tensor input, Tensor output, Tensor? other)
    {
        Claim(input);
        if (other is not null)
            Claim(other);
        running.Push(paths.GetValueOrDefault(module, running.Peek()));
        Claim(output);
        running.Pop();
        before?.Invoke(module, input, output, other);
    }

    /// <summary>"Net/Sequential[features]/Linear[0]" for "features.0"; a parameter's name stays as the last part.</summary>
    public string PathOf(string name)
    {
        var path = new List<string> { root };
        string[] parts = name.Split('.');
        for (int i = 0; name.Length > 0 && i < parts.Length; i++)
            path.Add(modules.TryGetValue(string.Join('.', parts[..(i + 1)]), out Module? module) ? $"{module.GetType().Name}[{parts[i]}]"
                : parts[i]);
        return string.Join('/', path);
    }

    /// <summary>Removes the hooks.</summary>
    public void Dispose()
    {
        ForwardWatch.Current = before;
        foreach (RemovableHandle hook in hooks)
            hook.Dispose();
    }
}
