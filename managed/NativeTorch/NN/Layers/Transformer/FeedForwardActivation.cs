namespace NativeTorch.NN;

/// <summary>The function between the two linear maps of a Transformer layer: a function, or a module, which then is a part of the
/// layer as in PyTorch.</summary>
static class FeedForwardActivation
{
    /// <summary>The module whose Forward the function is; null where it is none, as for a lambda within a module.</summary>
    public static Module? ModuleOf(Func<Tensor, Tensor>? activation) =>
        activation?.Target is Module module and ILayer && activation.Method.Name == nameof(ILayer.Forward) ? module : null;

    public static Tensor Apply(Module? module, Func<Tensor, Tensor> function, Tensor x) =>
        module is ILayer layer ? layer.Forward(x) : function(x);
}
