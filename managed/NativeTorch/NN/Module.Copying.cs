namespace NativeTorch.NN;

public abstract partial class Module
{
    /// <summary>Replaces what a copy of this module still shares with the original by copies: <c>fc1 = copy.Of(fc1)</c> for each
    /// field. The source generator writes it for every partial class; who writes <see cref="RegisterFields"/> by hand writes this
    /// too, or <see cref="ModuleExtensions.DeepCopy"/> refuses the class.</summary>
    protected virtual void CopyFields(ModuleCopy copy)
    {
    }

    internal Module CopyInto(Dictionary<object, object> made, ModuleCopy copy)
    {
        if (hidden is { Count: > 0 })
            throw new InvalidOperationException($"A parameter of {GetType().Name} is computed from others: take that back before the "
                + "module is copied.");
        var module = (Module)MemberwiseClone();
        made.Add(this, module);
        (module.hooks, module.hidden) = (null, null);
        module.registered = registered.ConvertAll(r => r with { Value = copy.Of(r.Value) });
        module.CopyFields(copy);
        return module;
    }
}
