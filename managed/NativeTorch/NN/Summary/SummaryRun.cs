namespace NativeTorch.NN;

/// <summary>One forward pass that is watched; afterwards the model is as it was.</summary>
sealed class SummaryRun
{
    readonly Dictionary<Module, Seen> seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>What is known of a module's runs.</summary>
    public sealed class Seen
    {
        public int Calls;
        public Shape? Input, Output;
        public long MultiplyAdds, OutputBytes;
        public bool HasUnknown;
    }

    /// <summary>What was seen of a module; null where it did not run, or its runs cannot be seen.</summary>
    public Seen? Of(Module module) => seen.GetValueOrDefault(module);

    /// <summary>Runs <paramref name="forward"/> in evaluation mode and without gradients.</summary>
    public void Run(Module model, Action forward)
    {
        Module[] modules = [.. model.Modules()];
        (Module Module, bool Training)[] modes = [.. modules.Select(module => (module, module.Training))];
        (Tensor Buffer, Tensor Saved, long Version)[] buffers = Save(model);
        var handles = new List<RemovableHandle>();
        ForwardWatch.Watcher? before = ForwardWatch.Current;
        using IDisposable noGrad = Torch.NoGrad(), random = Torch.ForkRng();
        try
        {
            ForwardWatch.Current = Note;
            foreach (Module module in modules.Where(module => module.CanBeHooked))
                handles.Add(module.RegisterForwardHook((_, input, output) =>
                {
                    Note(module, input, output, null);
                    return null;
                }));
            model.Eval();
            forward();
        }
        finally
        {
            ForwardWatch.Current = before;
            handles.ForEach(handle => handle.Dispose());
            foreach ((Module module, bool training) in modes)
                module.Training = training;
            Restore(buffers);
        }
    }

    void Note(Module module, Tensor input, Tensor output, Tensor? other)
    {
        if (!seen.TryGetValue(module, out Seen? so))
            seen[module] = so = new Seen { Input = input.Shape, Output = output.Shape };
        so.Calls++;
        if (!MultiplyAdds.HasOwn(module))
            return;
        if (MultiplyAdds.Of(module, input, output, other) is { } count)
            so.MultiplyAdds += count;
        else
            so.HasUnknown = true;
        if (!output.SharesStorageWith(input))
            so.OutputBytes += output.Numel * output.Dtype.ItemSize;
    }

    static (Tensor Buffer, Tensor Saved, long Version)[] Save(Module model)
    {
        using IDisposable noGrad = Torch.NoGrad();
        return [.. model.Buffers().Select(buffer => (buffer, buffer.Clone(), buffer.Version))];
    }

    static void Restore((Tensor Buffer, Tensor Saved, long Version)[] buffers)
    {
        foreach ((Tensor buffer, Tensor saved, long version) in buffers)
        {
            if (buffer.Version != version)
                buffer.Copy_(saved);
            saved.Dispose();
        }
    }
}
