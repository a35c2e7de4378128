using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>A source of random numbers with a seed of its own.</summary>
/// <remarks>PyTorch: <c>torch.Generator</c>. The garbage collector releases it.</remarks>
public sealed unsafe class Generator
{
    readonly GeneratorHandle handle;

    [ThreadStatic]
    static Generator? ambient;

    Generator(nint generator) => handle = new GeneratorHandle(generator);

    /// <summary>A generator of its own.</summary>
    public Generator(ulong seed = 67280421310721) : this(New(seed)) { } // PyTorch's default seed

    /// <summary>The generator that is used where none is given. In a worker of a <see cref="Data.DataLoader"/> it is the worker's own.</summary>
    /// <remarks>PyTorch: <c>torch.default_generator</c>.</remarks>
    public static Generator Default { get; } = new Generator((nint)0);

    /// <summary>What stands in for the default generator on this thread: each worker of a loader has its own, as each of PyTorch's worker
    /// processes has; null where nothing does.</summary>
    internal static Generator? Ambient { get => ambient; set => ambient = value; }

    /// <summary>The seed that was last set.</summary>
    /// <remarks>PyTorch: <c>torch.Generator.initial_seed</c>.</remarks>
    public ulong InitialSeed
    {
        get
        {
            using HandleRef self = Ref(this);
            ulong seed;
            Native.Check(NativeMethods.nt_generator_initial_seed(self.Handle, &seed));
            return seed;
        }
    }

    /// <summary>The whole state, a uint8 tensor in PyTorch's layout; setting one that was read continues from there.</summary>
    /// <remarks>PyTorch: <c>torch.Generator.get_state</c>, <c>set_state</c>.</remarks>
    public Tensor State
    {
        get
        {
            using HandleRef self = Ref(this);
            nint state;
            Native.Check(NativeMethods.nt_generator_get_state(self.Handle, &state));
            return new Tensor(state);
        }
        set
        {
            using HandleRef self = Ref(this);
            using var state = new TensorRef(value);
            Native.Check(NativeMethods.nt_generator_set_state(self.Handle, state.Handle));
        }
    }

    /// <summary>Seeds the generator and returns it.</summary>
    /// <remarks>PyTorch: <c>torch.Generator.manual_seed</c>.</remarks>
    public Generator ManualSeed(ulong seed)
    {
        using HandleRef self = Ref(this);
        Native.Check(NativeMethods.nt_generator_manual_seed(self.Handle, seed));
        return this;
    }

    /// <summary>A generator of its own that goes on from here: both draw the same numbers, and neither changes the other.</summary>
    /// <remarks>PyTorch: <c>torch.Generator.clone_state</c>.</remarks>
    public Generator Fork()
    {
        using Tensor state = State;
        return new Generator { State = state };
    }

    /// <summary>Generators for workers that draw at the same time: one draw gives a seed, and worker i has that seed plus i.</summary>
    /// <remarks>As PyTorch's <c>DataLoader</c> seeds its workers.</remarks>
    public IReadOnlyList<Generator> ForWorkers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ulong seed = DrawSeed(this);
        return [.. Enumerable.Range(0, count).Select(i => new Generator(seed + (ulong)i))];
    }

    /// <summary>A seed for another generator, from 0 to 2^63 - 1, as PyTorch draws it for a pass over a loader or a sampler.</summary>
    internal static ulong DrawSeed(Generator? generator)
    {
        using Tensor drawn = Torch.Empty([], Dtype.Int64).Random_(generator);
        return (ulong)drawn.Item<long>();
    }

    /// <summary>The handle for one native call; null means the default generator, or what stands in for it on this thread.</summary>
    internal static HandleRef Ref(Generator? generator) => new((generator is null || generator == Default ? ambient : generator)?.handle);

    static nint New(ulong seed)
    {
        nint generator;
        Native.Check(NativeMethods.nt_generator_new(seed, &generator));
        return generator;
    }
}
