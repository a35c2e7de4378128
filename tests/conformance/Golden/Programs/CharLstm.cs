using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>Two LSTM layers that learn the next character of random texts by heart.</summary>
sealed partial class CharLstm(Dtype dtype) : Module
{
    const int Characters = 20;

    readonly Embedding embedding = new(Characters, 16, dtype: dtype);
    readonly LSTM lstm = new(16, 24, 2, batchFirst: true, dtype: dtype);
    readonly Linear linear = new(24, Characters, dtype: dtype);

    Tensor Forward(Tensor x) => linear.Forward(lstm.Forward(embedding.Forward(x)).Output);

    public static IEnumerable<double> Train(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.RandInt(0, Characters, [8, 12]);
        var net = new CharLstm(dtype);
        return TrainingLoop.Losses(new Adam(net.Parameters(), lr: 0.01), () =>
            F.CrossEntropy(net.Forward(x)[.., ..^1].Reshape(-1, Characters), x[.., 1..].Reshape(-1)));
    }
}
