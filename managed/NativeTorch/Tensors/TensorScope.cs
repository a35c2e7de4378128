namespace NativeTorch;

/// <summary>Disposes, when it is disposed, every tensor that this thread created since the scope was.</summary>
/// <remarks>Never needed for correctness: a tensor that nobody reaches any more is released by the garbage collector. A scope
/// only makes it prompt. It belongs to the thread that created it: what runs on another thread, also behind an
/// <c>await</c>, is not in the scope and is left to the garbage collector. Tensors that autograd holds stay alive in the
/// graph whatever happens to their C# objects.
/// <code>
/// using (var scope = new TensorScope())
///     mean = scope.Keep((x - y).Square().Mean());
/// </code></remarks>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    static TensorScope? current;

    readonly TensorScope? outer = Current;
    readonly List<Tensor> tensors = [];
    bool disposed;

    /// <summary>Opens a scope inside this thread's scope, if there is one.</summary>
    public TensorScope() => current = this;

    /// <summary>The innermost open scope of this thread; scopes that another thread has disposed don't count.</summary>
    internal static TensorScope? Current
    {
        get
        {
            while (current is { disposed: true })
                current = current.outer;
            return current;
        }
    }

    /// <summary>How many objects the scope holds.</summary>
    internal int Count => tensors.Count;

    /// <summary>Lets a tensor outlive this scope and all scopes around it; returns it.</summary>
    public Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        tensor.Scope = null;
        return tensor;
    }

    /// <summary>Lets a tensor outlive this scope and gives it to the scope around it, if there is one; returns it.</summary>
    public Tensor MoveToOuterScope(Tensor tensor)
    {
        Keep(tensor);
        outer?.Add(tensor);
        return tensor;
    }

    /// <summary>Disposes the tensors that were created in this scope and not kept.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        if (current == this)
            current = outer;
        foreach (Tensor tensor in tensors)
            if (tensor.Scope == this)
                tensor.Dispose();
        tensors.Clear();
    }

    /// <summary>Closes the scope and leaves its tensors to the garbage collector.</summary>
    internal void Abandon()
    {
        tensors.Clear();
        Dispose();
    }

    internal void Add(Tensor tensor)
    {
        tensor.Scope = this;
        if (tensors.Count == tensors.Capacity)
            Compact();
        tensors.Add(tensor);
    }

    /// <summary>A long loop must not keep the objects themselves; at least half of the room is free afterwards.</summary>
    void Compact()
    {
        tensors.RemoveAll(t => t.IsDisposed || t.Scope != this);
        tensors.EnsureCapacity(2 * tensors.Count);
    }
}
