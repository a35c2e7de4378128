namespace NativeTorch.NN;

/// <summary>One parameter of a module that other parameters take the place of: before each forward it is computed from them anew.</summary>
abstract class Reparametrization
{
    readonly bool trained;
    RemovableHandle? hook;

    protected Reparametrization(Layer module, string name)
    {
        (Module, Name) = (module, name);
        Weight = module.Fields().Parameters.FirstOrDefault(p => p.Name == name).Parameter
            ?? throw new ArgumentException($"[{GetType().Name}] {module.GetType().Name} has no parameter \"{name}\"", nameof(name));
        trained = Weight.RequiresGrad;
    }

    public string Name { get; }

    protected Layer Module { get; }

    /// <summary>What the layer's code uses.</summary>
    protected Parameter Weight { get; }

    /// <summary>The names that were registered instead.</summary>
    protected abstract IEnumerable<string> Registered { get; }

    /// <summary>The weight, from what it is made of.</summary>
    protected abstract Tensor Compute(bool training);

    /// <summary>From now on the weight is computed.</summary>
    public void Start()
    {
        Module.HideParameter(Name);
        Module.Reparametrizations.Add(this);
        Weight.Become(Weight.Detach());
        hook = Module.RegisterForwardPreHook((module, _) =>
        {
            Weight.Become(Compute(module.Training));
            return null;
        });
        using var noGrad = Torch.NoGrad();
        Weight.Become(Compute(training: false));
    }

    /// <summary>The weight is a parameter again, with the value that it has.</summary>
    public void Stop()
    {
        using (Torch.NoGrad())
            Weight.Become(Compute(training: false));
        hook!.Remove();
        foreach (string name in Registered)
            Module.Unregister(name);
        Module.ShowParameter(Name);
        Module.Reparametrizations.Remove(this);
        Weight.RequiresGrad = trained;
    }
}
