namespace NativeTorch.NN;

/// <summary>Tells who asks that a module has run whose Forward takes or gives more than one tensor, so that it has no hooks.</summary>
static class ForwardWatch
{
    /// <summary>A module, its input, its output and, where there is one, the other input that its work depends on.</summary>
    public delegate void Watcher(Module module, Tensor input, Tensor output, Tensor? other);

    /// <summary>Who asks on this thread; null for nobody.</summary>
    [ThreadStatic]
    public static Watcher? Current;

    /// <summary>Says that a module has run; gives its output back.</summary>
    public static Tensor Ran(Module module, Tensor input, Tensor output, Tensor? other = null)
    {
        Current?.Invoke(module, input, output, other);
        return output;
    }
}
