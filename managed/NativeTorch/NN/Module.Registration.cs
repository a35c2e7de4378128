namespace NativeTorch.NN;

public abstract partial class Module
{
    List<Registration> registered = [];
    HashSet<string>? hidden;

    /// <summary>
    /// Tells <paramref name="fields"/> what the class's own fields hold. The source generator writes it for every partial class.
    /// If the compiler says that it is missing: make the class <c>partial</c>; if it is, the generator
    /// (NativeTorch.Generators) is not referenced.
    /// </summary>
    /// <remarks>Written by hand, it calls the base's, <c>fields.Of(typeof(Net))</c>, then <c>fields.Module("fc1", fc1)</c> and so on.</remarks>
    protected abstract void RegisterFields(ModuleFields fields);

    /// <summary>Adds a module under a name of its own, beside those in fields. PyTorch: <c>Module.register_module</c>.</summary>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is taken.</exception>
    public T RegisterModule<T>(string name, T module) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        if (ReferenceEquals(module, this))
            throw new ArgumentException($"\"{name}\" would make {GetType().Name} a part of itself.", nameof(module));
        Register(new(name, module));
        return module;
    }

    /// <summary>Adds a parameter under a name of its own. PyTorch: <c>Module.register_parameter</c>.</summary>
    /// <returns>The parameter.</returns>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is taken.</exception>
    public Parameter RegisterParameter(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Register(new(name, parameter));
        return parameter;
    }

    /// <summary>Adds a buffer: state that is saved (if <paramref name="persistent"/>) and moved, but not trained.
    /// PyTorch: <c>Module.register_buffer</c>.</summary>
    /// <returns>The buffer.</returns>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is taken.</exception>
    public Tensor RegisterBuffer(string name, Tensor buffer, bool persistent = true)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        Register(new(name, buffer, IsBuffer: true, persistent));
        return buffer;
    }

    void Register(Registration registration)
    {
        ModuleFields.CheckName(registration.Name);
        registered.Add(registration);
        try
        {
            Fields();
        }
        catch (InvalidOperationException e)
        {
            registered.RemoveAt(registered.Count - 1);
            throw new ArgumentException(e.Message, "name", e);
        }
    }

    /// <summary>Takes back what was registered under a name.</summary>
    internal void Unregister(string name) => registered.RemoveAll(each => each.Name == name);

    /// <summary>A parameter in a field is no parameter of the module any more, until it is shown again.</summary>
    internal void HideParameter(string name) => (hidden ??= []).Add(name);

    internal void ShowParameter(string name) => hidden?.Remove(name);

    /// <summary>What this module holds itself, read anew: first what is in fields, then what was registered by name.</summary>
    internal ModuleFields Fields()
    {
        var fields = new ModuleFields(hidden);
        RegisterFields(fields);
        if (fields.DeclaringType != GetType())
            throw new InvalidOperationException(
                $"The fields of {GetType()} are not registered, so its layers would not be trained: it was compiled without the "
                + "source generator NativeTorch.Generators, or its own RegisterFields does not call fields.Of(typeof(...)).");
        foreach (Registration registration in registered)
            registration.Tell(fields);
        return fields;
    }

    /// <summary>What was registered by name.</summary>
    sealed record Registration(string Name, object Value, bool IsBuffer = false, bool Persistent = true)
    {
        public void Tell(ModuleFields fields)
        {
            if (IsBuffer)
                fields.Buffer(Name, (Tensor)Value, Persistent);
            else
                fields.Any(Name, Value);
        }
    }
}
