namespace NativeTorch.Benchmarks.Running;

/// <summary>The processes of the frameworks, one for each of its ways and thread counts; they stay from case to case, unless a
/// fresh one is asked for.</summary>
sealed class ChildPool : IDisposable
{
    readonly Dictionary<(string Framework, string Variant, int Threads), Child> children = [];

    public Child Get(Framework framework, string variant, int threads, bool fresh)
    {
        if (fresh)
            Forget(framework, variant, threads);
        var key = (framework.Key, variant, threads);
        return children.TryGetValue(key, out Child? child) ? child : children[key] = Child.Start(framework, threads);
    }

    /// <summary>Ends a process, so that the next case has another.</summary>
    public void Forget(Framework framework, string variant, int threads)
    {
        if (children.Remove((framework.Key, variant, threads), out Child? child))
            child.Dispose();
    }

    public void Dispose()
    {
        foreach (Child child in children.Values)
            child.Dispose();
        children.Clear();
    }
}
