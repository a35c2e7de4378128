using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.NN;

/// <summary>weight_norm and spectral_norm: PyTorch's names, and its losses from the same seed in float64.</summary>
[Collection(nameof(AloneCollection))] // they draw from the default generator
public class ReparametrizationTests
{
    static readonly Tensor rows = Torch.Arange(6, dtype: Dtype.Float64).Reshape(2, 3) / 6, images = Torch.Arange(36, dtype: Dtype.Float64).Reshape(2, 2, 3, 3) / 36;

    public static TheoryData<string, string, double[]> Cases => new()
    {
        { "weight_norm", "bias, weight_g, weight_v", [0.350845914295087, 0.04517641199273831, 0.0076794229670387425, 0.002397859443190935] },
        { "weight_norm of all", "bias, weight_g, weight_v", [0.350845914295087, 0.04439437551427109, 0.007276327573773176, 0.002277393103271484] },
        { "weight_norm of inputs", "bias, weight_g, weight_v", [2.803446580096196, 12.259940961123025, 37.4454530911247, 25.56046001299234] },
        { "spectral_norm", "bias, weight_orig, weight_u, weight_v", [0.48871984308709493, 0.005289627904176149, 0.0007656920525814211, 0.0005457480735744281] },
        { "spectral_norm transposed", "bias, weight_orig, weight_u, weight_v", [12.589938172015344, 386.15891610984556, 11223.425664952767, 340729.1530797974] },
    };

    static Layer Make(string kind) => kind switch
    {
        "weight_norm" => Utils.WeightNorm(new Linear(3, 2, dtype: Dtype.Float64)),
        "weight_norm of all" => Utils.WeightNorm(new Linear(3, 2, dtype: Dtype.Float64), dim: null),
        "weight_norm of inputs" => Utils.WeightNorm(new Conv2d(2, 3, 2, dtype: Dtype.Float64), dim: 1),
        "spectral_norm" => Utils.SpectralNorm(new Linear(3, 2, dtype: Dtype.Float64)),
        _ => Utils.SpectralNorm(new ConvTranspose2d(2, 3, 2, dtype: Dtype.Float64), nPowerIterations: 2),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_are_PyTorchs(string kind, string names, double[] losses)
    {
        Torch.ManualSeed(3);
        Layer layer = Make(kind);
        Tensor x = layer is Linear ? rows : images;
        Assert.Equal(names, string.Join(", ", layer.StateDict().Keys));
        var optimizer = new SGD(layer.Parameters(), lr: 0.1);
        for (int step = 0; step < 3; step++)
        {
            optimizer.ZeroGrad();
            Tensor loss = layer.Forward(x).Square().Sum();
            loss.Backward();
            optimizer.Step();
            Close.To([losses[step]], loss, 1e-12);
        }
        layer.Eval();
        Close.To([losses[3]], layer.Forward(x).Square().Sum(), 1e-12);
    }

    [Fact]
    public void Undone_the_weight_stays_and_is_trained_itself()
    {
        foreach (bool spectral in new[] { false, true })
        {
            var linear = new Linear(3, 2, dtype: Dtype.Float64);
            linear.Forward(rows).Sum().Backward(); // a graph has asked for the weight's gradient before
            if (spectral)
                Utils.SpectralNorm(linear);
            else
                Utils.WeightNorm(linear);
            linear.Eval();
            double[] before = linear.Forward(rows).ToArray<double>();
            if (spectral)
                Utils.RemoveSpectralNorm(linear);
            else
                Utils.RemoveWeightNorm(linear);
            Assert.Equal(["weight", "bias"], linear.StateDict().Keys);
            Assert.Equal(before, linear.Forward(rows).Detach().ToArray<double>());
            linear.ZeroGrad();
            linear.Forward(rows).Sum().Backward();
            Assert.True(linear.Weight.IsLeaf);
            Assert.Equal(linear.Weight.Shape, linear.Weight.Grad!.Shape);
        }
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        Linear linear = Utils.WeightNorm(new Linear(3, 2));
        Assert.Throws<ArgumentException>(() => Utils.WeightNorm(linear));
        Assert.Throws<ArgumentException>(() => Utils.WeightNorm(new Linear(3, 2), "weigth"));
        Assert.Throws<ArgumentException>(() => Utils.RemoveWeightNorm(new Linear(3, 2)));
        Assert.Throws<ArgumentException>(() => Utils.RemoveSpectralNorm(linear));
    }
}
