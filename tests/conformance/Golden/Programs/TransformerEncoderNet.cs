using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>A Transformer's encoder that learns to turn sequences around.</summary>
static class TransformerEncoderNet
{
    public static IEnumerable<double> Train(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([4, 9, 16], dtype);
        var net = new TransformerEncoder(new TransformerEncoderLayer(16, 4, 32, dropout: 0, batchFirst: true, dtype: dtype), 2);
        return TrainingLoop.Losses(new AdamW(net.Parameters(), lr: 0.003), () => F.MseLoss(net.Forward(x), x.Flip(1)));
    }
}
