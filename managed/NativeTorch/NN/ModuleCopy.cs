namespace NativeTorch.NN;

/// <summary>One deep copy of modules: what is shared within the original is shared within the copy.</summary>
public sealed class ModuleCopy
{
    readonly Dictionary<object, object> made = new(ReferenceEqualityComparer.Instance);

    internal ModuleCopy()
    {
    }

    /// <summary>The copy of a module, a parameter or a tensor; of anything else the value itself.</summary>
    public T Of<T>(T value)
    {
        if (value is null)
            return value;
        if (made.TryGetValue(value, out object? copy))
            return (T)copy;
        switch (value)
        {
            case Module module:
                return (T)(object)module.CopyInto(made, this);
            case Parameter parameter:
                copy = new Parameter(parameter.Detach().Clone(), parameter.RequiresGrad);
                break;
            case Tensor tensor:
                copy = tensor.Detach().Clone();
                ((Tensor)copy).Scope = null;
                ((Tensor)copy).RequiresGrad = tensor.IsLeaf && tensor.RequiresGrad;
                break;
            default:
                return value;
        }
        made.Add(value, copy);
        return (T)copy;
    }
}
