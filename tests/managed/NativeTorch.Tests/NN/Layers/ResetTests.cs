using NativeTorch.NN;

namespace NativeTorch.Tests.NN.Layers;

/// <summary>Layers that take their first values again.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class ResetTests
{
    static readonly (Func<Module> Create, Action<Module> Reset)[] layers =
    [
        (() => new Linear(2, 3), m => ((Linear)m).ResetParameters()),
        (() => new ConvTranspose1d(2, 3, 2), m => ((ConvNd)m).ResetParameters()),
        (() => new Bilinear(2, 3, 2), m => ((Bilinear)m).ResetParameters()),
        (() => new Embedding(4, 2, paddingIdx: 1), m => ((Embedding)m).ResetParameters()),
        (() => new EmbeddingBag(4, 2, paddingIdx: 1), m => ((EmbeddingBag)m).ResetParameters()),
        (() => new BatchNorm1d(2), m => ((NormBase)m).ResetParameters()),
        (() => new InstanceNorm1d(2, trackRunningStats: true), m => ((NormBase)m).ResetRunningStats()),
        (() => new LayerNorm(2), m => ((LayerNorm)m).ResetParameters()),
        (() => new GroupNorm(1, 2), m => ((GroupNorm)m).ResetParameters()),
        (() => new RMSNorm(2), m => ((RMSNorm)m).ResetParameters()),
    ];

    [Fact]
    public void Values_are_a_new_layers()
    {
        foreach (var (create, reset) in layers)
        {
            Torch.ManualSeed(3);
            Module fresh = create(), used = create();
            using (Torch.NoGrad())
                foreach (Tensor tensor in used.StateDict().Values)
                    tensor.Fill_(7);
            Torch.ManualSeed(3);
            reset(used);
            foreach ((string name, Tensor value) in fresh.StateDict())
                Assert.True(value.Eq(used.StateDict()[name]).All().Item<bool>(), $"{fresh} {name}");
        }
    }
}
