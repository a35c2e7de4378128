using NativeTorch.NN;

namespace NativeTorch.Tests;

/// <summary>Where a thread has a generator of its own, all that draws without one draws from it.</summary>
[Collection(nameof(AloneCollection))] // the default generator's state is compared
public class AmbientGeneratorTests
{
    static readonly Dictionary<string, Func<Tensor>> draws = new()
    {
        ["rand"] = () => Torch.Rand(5),
        ["randn"] = () => Torch.Randn(20),
        ["randn_like"] = () => Torch.RandnLike(Torch.Zeros(3)),
        ["randint"] = () => Torch.RandInt(1000, [5]),
        ["randperm"] = () => Torch.RandPerm(30),
        ["bernoulli"] = () => Torch.Bernoulli(Torch.Full([40], 0.5)),
        ["poisson"] = () => Torch.Poisson(Torch.Full([20], 9.0)),
        ["multinomial"] = () => Torch.Multinomial(Torch.Ones(50), 20),
        ["multinomial with replacement"] = () => Torch.Multinomial(Torch.Ones(50), 20, replacement: true),
        ["uniform_"] = () => Torch.Zeros(5).Uniform_(),
        ["normal_"] = () => Torch.Zeros(5).Normal_(),
        ["random_"] = () => Torch.Zeros(5).Random_(),
        ["bernoulli_"] = () => Torch.Zeros(50).Bernoulli_(),
        ["exponential_"] = () => Torch.Zeros(5).Exponential_(),
        ["cauchy_"] = () => Torch.Zeros(5).Cauchy_(),
        ["log_normal_"] = () => Torch.Zeros(5).LogNormal_(),
        ["geometric_"] = () => Torch.Zeros(30).Geometric_(0.1),
        ["dropout_"] = () => F.Dropout_(Torch.Ones(50)),
        ["dropout of channels"] = () => F.Dropout2d(Torch.Ones(5, 9, 2, 2)),
        ["alpha dropout"] = () => F.AlphaDropout(Torch.Ones(50), 0.5, training: true),
        ["rrelu"] = () => F.Rrelu(-Torch.Ones(20), training: true),
        ["gumbel softmax"] = () => F.GumbelSoftmax(Torch.Zeros(4, 4)),
        ["initialiser"] = () => Init.KaimingUniform_(Torch.Empty(4, 4)),
        ["orthogonal"] = () => Init.Orthogonal_(Torch.Empty(4, 4)),
        ["layer"] = () => new Linear(3, 4).Weight,
    };

    public static TheoryData<string> Draws => [.. draws.Keys];

    /// <summary>With the ambient generator seeded as the default one was, the numbers are the same, and the default one has not moved.</summary>
    [Theory, MemberData(nameof(Draws))]
    public void Every_draw_honours_it(string draw)
    {
        Torch.ManualSeed(7);
        double[] expected = Numbers(draws[draw]());
        Torch.ManualSeed(8);
        byte[] before = Torch.GetRngState().ToArray<byte>();
        double[] drawn, next;
        Generator.Ambient = new Generator(7);
        try
        {
            drawn = Numbers(draws[draw]());
            next = Numbers(draws[draw]());
        }
        finally
        {
            Generator.Ambient = null;
        }
        Assert.Equal(expected, drawn);
        Assert.NotEqual(drawn, next);
        Assert.Equal(before, Torch.GetRngState().ToArray<byte>());
    }

    /// <summary>The process's generator is not a worker's to seed: <c>torch.manual_seed</c> in a worker of PyTorch is the worker's too.</summary>
    [Fact]
    public void The_default_generator_and_its_state_are_the_threads()
    {
        Torch.ManualSeed(8);
        byte[] before = Torch.GetRngState().ToArray<byte>();
        Generator.Ambient = new Generator(7);
        try
        {
            Assert.Equal(7UL, Torch.InitialSeed);
            Torch.ManualSeed(3);
            Assert.Equal(3UL, Torch.InitialSeed);
            float[] first;
            using (Torch.ForkRng())
                first = Torch.Rand(3).ToArray<float>();
            Assert.Equal(first, Torch.Rand([3], null, generator: Generator.Default).ToArray<float>());
        }
        finally
        {
            Generator.Ambient = null;
        }
        Assert.Equal(before, Torch.GetRngState().ToArray<byte>());
        Assert.Equal(8UL, Torch.InitialSeed);
    }

    [Fact]
    public void Another_thread_has_none()
    {
        Generator.Ambient = new Generator(7);
        try
        {
            Generator? other = Generator.Default;
            var thread = new Thread(() => other = Generator.Ambient);
            thread.Start();
            thread.Join();
            Assert.Null(other);
        }
        finally
        {
            Generator.Ambient = null;
        }
    }

    static double[] Numbers(Tensor drawn) => drawn.Detach().To(Dtype.Float64).ToArray<double>();
}
