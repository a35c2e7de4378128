namespace NativeTorch;

public static partial class Torch
{
    /// <summary>Until it is disposed, draws from the default generator are for themselves: then it goes on where it was.</summary>
    /// <remarks>PyTorch: <c>torch.random.fork_rng</c>.
    /// <code>
    /// using (Torch.ForkRng())
    ///     Init.XavierUniform_(probe); // what is drawn later is the same as without this line
    /// </code></remarks>
    public static IDisposable ForkRng() => new RngFork(Generator.Default);

    /// <summary>The default generator's seed.</summary>
    /// <remarks>PyTorch: <c>torch.initial_seed</c>.</remarks>
    public static ulong InitialSeed => Generator.Default.InitialSeed;

    /// <summary>The default generator's state.</summary>
    /// <remarks>PyTorch: <c>torch.get_rng_state</c>.</remarks>
    public static Tensor GetRngState() => Generator.Default.State;

    /// <summary>Restores a state of <see cref="GetRngState"/>.</summary>
    /// <remarks>PyTorch: <c>torch.set_rng_state</c>.</remarks>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void SetRngState(Tensor state) => Generator.Default.State = state;

    sealed class RngFork : IDisposable
    {
        readonly Generator generator;
        Tensor? state;

        public RngFork(Generator generator)
        {
            this.generator = generator;
            state = generator.State;
            state.Scope = null; // it outlives a scope that ends before
        }

        public void Dispose()
        {
            if (state is null)
                return;
            generator.State = state;
            state.Dispose();
            state = null;
        }
    }
}
