namespace NativeTorch.NN;

/// <summary>What one module holds itself, in order: the source generator tells it each field, once for every look at the module.</summary>
/// <remarks>Fields are read when they are asked for, so a layer that is replaced later is the one that counts.</remarks>
public sealed class ModuleFields
{
    readonly HashSet<string> names = [];
    readonly IReadOnlySet<string>? hidden;

    /// <summary>Nothing yet; parameters of the given names are left out.</summary>
    internal ModuleFields(IReadOnlySet<string>? hidden) => this.hidden = hidden;

    internal List<(string Name, Module Module)> Modules { get; } = [];

    internal List<(string Name, Parameter Parameter)> Parameters { get; } = [];

    internal List<(string Name, Tensor Buffer, bool Persistent)> Buffers { get; } = [];

    /// <summary>The most derived class that has registered its fields.</summary>
    internal Type? DeclaringType { get; private set; }

    /// <summary>Says that the fields of <paramref name="type"/> follow; a class that is never named here is refused by its base.</summary>
    public void Of(Type type) => DeclaringType = type;

    /// <summary>Registers a module; null is left out. PyTorch: <c>Module.register_module</c>.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public void Module(string name, Module? module)
    {
        if (module is not null)
            Modules.Add((Claim(name), module));
    }

    /// <summary>Registers a parameter; null is left out. PyTorch: <c>Module.register_parameter</c>.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public void Parameter(string name, Parameter? parameter)
    {
        if (parameter is not null && hidden?.Contains(name) != true)
            Parameters.Add((Claim(name), parameter));
    }

    /// <summary>Registers a buffer; null is left out. PyTorch: <c>Module.register_buffer</c>.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public void Buffer(string name, Tensor? buffer, bool persistent = true)
    {
        if (buffer is null)
            return;
        buffer.Scope = null; // it is the module's from now on
        Buffers.Add((Claim(name), buffer, persistent));
    }

    /// <summary>Registers what is a module or a parameter at run time, such as a field of type ILayer or Tensor; else does nothing.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public void Any(string name, object? value)
    {
        if (value is Parameter parameter)
            Parameter(name, parameter);
        else if (value is Module module)
            Module(name, module);
    }

    internal static void CheckName(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('.'))
            throw new ArgumentException($"\"{name}\" is not a name for the state dict: it must not be empty or contain a dot.", nameof(name));
    }

    string Claim(string name) =>
        names.Add(name) ? name : throw new InvalidOperationException($"Two members of {DeclaringType} are registered as \"{name}\".");
}
