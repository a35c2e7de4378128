namespace NativeTorch.NN;

/// <summary>
/// Base of all layers and networks: it holds parameters, buffers and further modules, finds them by name, moves, saves and
/// prints them. PyTorch: <c>torch.nn.Module</c>.
/// </summary>
/// <remarks>
/// <para>Derive a <c>partial</c> class, keep layers in fields or auto-properties, and give it the <c>Forward</c> that it needs:</para>
/// <code>
/// sealed partial class TwoLayerNet(int dIn, int h, int dOut) : Module
/// {
///     readonly Linear linear1 = new(dIn, h), linear2 = new(h, dOut);
///     public Tensor Forward(Tensor x) => linear2.Forward(linear1.Forward(x).Relu());
/// }
/// </code>
/// <para>A source generator registers the fields under PyTorch's names ("linear1.weight"); reflection is not used. What it could
/// not register, such as an array of layers, is a compile error.</para>
/// </remarks>
public abstract partial class Module : IDisposable
{
    /// <summary>Whether the module is in training mode, where layers such as <see cref="Dropout"/> are active (default true).</summary>
    public bool Training { get; internal set; } = true;

    /// <summary>Sets <see cref="Training"/> here and in all modules within; called by Train() and Eval().</summary>
    protected internal virtual void SetTraining(bool mode)
    {
        Training = mode;
        foreach (Module child in Children())
            child.SetTraining(mode);
    }

    /// <summary>Sets the gradients of all parameters to null, or to zero. PyTorch: <c>Module.zero_grad</c>.</summary>
    public void ZeroGrad(bool setToNone = true) => Optim.Gradients.Zero(Parameters(), setToNone);

    /// <summary>
    /// Frees the memory of all parameters and buffers at once. It is never needed: what is not disposed is freed by the garbage
    /// collector.
    /// </summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the parameters and buffers of this module and of those within.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (Parameter parameter in Parameters())
            parameter.Dispose();
        foreach (Tensor buffer in Buffers())
            buffer.Dispose();
    }
}
