namespace NativeTorch.NN;

/// <summary>Base of the modules that map one tensor to one tensor: <see cref="Forward"/> runs the hooks around
/// <see cref="ForwardCore"/>, which a layer of one's own overrides.</summary>
public abstract partial class Layer : Module, ILayer
{
    /// <summary>The layer's output for <paramref name="input"/>.</summary>
    public Tensor Forward(Tensor input) => HasHooks ? WithHooks(input, ForwardCore) : ForwardCore(input);

    /// <summary>Computes the output.</summary>
    protected abstract Tensor ForwardCore(Tensor input);

    /// <inheritdoc/>
    protected override bool RunsHooks => true;

    /// <inheritdoc/>
    protected override void CopyFields(ModuleCopy copy) => reparametrizations = null;

    /// <summary>Parameters that are computed from others before each forward.</summary>
    internal List<Reparametrization> Reparametrizations => reparametrizations ??= [];

    [NotRegistered]
    List<Reparametrization>? reparametrizations;
}
