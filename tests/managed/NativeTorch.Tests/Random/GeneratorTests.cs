namespace NativeTorch.Tests;

/// <summary>Generators go on where they were, and draw aside.</summary>
[Collection(nameof(AloneCollection))] // some draw from the default generator
public class GeneratorTests
{
    static float[] Draw(Generator generator) => Torch.Randn([10], null, generator: generator).ToArray<float>();

    [Fact]
    public void A_state_continues_where_it_was_read()
    {
        var generator = new Generator(5);
        Torch.Randn([3], null, generator: generator); // leaves a normal number waiting
        using Tensor state = generator.State;
        float[] first = Draw(generator);
        generator.State = state;
        Assert.Equal(first, Draw(generator));
        Assert.Equal(5UL, generator.InitialSeed);
        Assert.Throws<ArgumentException>(() => generator.State = Torch.Zeros([10], Dtype.UInt8));
    }

    [Fact]
    public void A_fork_draws_the_same_and_leaves_the_other_alone()
    {
        var generator = new Generator(5);
        Torch.Randn([3], null, generator: generator);
        Generator fork = generator.Fork();
        float[] drawn = Draw(fork);
        Assert.NotEqual(drawn, Draw(fork));
        Assert.Equal(drawn, Draw(generator));
    }

    [Fact]
    public void Draws_within_ForkRng_do_not_count()
    {
        Torch.ManualSeed(3);
        float[] expected = Torch.Rand(4).ToArray<float>();
        Torch.ManualSeed(3);
        using (var scope = new TensorScope())
        using (Torch.ForkRng())
            Torch.ManualSeed(9);
        Assert.Equal(expected, Torch.Rand(4).ToArray<float>());
        Tensor state = Torch.GetRngState();
        expected = Torch.Rand(4).ToArray<float>();
        Torch.SetRngState(state);
        Assert.Equal(expected, Torch.Rand(4).ToArray<float>());
    }

    [Fact]
    public void Workers_have_seeds_one_after_the_other()
    {
        const ulong drawn = 4095051218741643470; // torch.manual_seed(5); torch.empty((), dtype=torch.int64).random_()
        IReadOnlyList<Generator> workers = new Generator(5).ForWorkers(3);
        Assert.Equal([drawn, drawn + 1, drawn + 2], workers.Select(w => w.InitialSeed));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Generator(5).ForWorkers(-1));
    }
}
