using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Attention: what PyTorch's golden cases do not show.</summary>
[Collection(nameof(AloneCollection))] // they seed the default generator
public class AttentionTests
{
    [Fact]
    public void Dropout_separate_projections_and_biases_are_PyTorchs()
    {
        Torch.ManualSeed(3);
        var attention = new MultiheadAttention(6, 3, dropout: 0.3, kdim: 4, vdim: 5, addBiasKv: true, batchFirst: true);
        Tensor q = Torch.Randn([2, 3, 6]), k = Torch.Randn([2, 4, 4]), v = Torch.Randn([2, 4, 5]);
        Torch.ManualSeed(9);
        var (output, weights) = attention.Forward(q, k, v, averageAttnWeights: false);
        Close.To([-0.1380283534526825, 0.06960862129926682, -0.19572432339191437, -0.15156887471675873, -0.16366736590862274,
            -0.7371538281440735], output[0, 0]);
        Assert.Equal([2, 3, 3, 5], weights!.Shape.ToArray());
        Close.To([-2.506925839930773, 17.025544555857778], Torch.Stack([output.Sum(), weights.Sum()]), 1e-5);
        Assert.Equal(["q_proj_weight", "k_proj_weight", "v_proj_weight", "in_proj_bias", "bias_k", "bias_v", "out_proj.weight", "out_proj.bias"],
            attention.NamedParameters().Select(p => p.Name));
        Assert.Equal("MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=6, out_features=6, bias=True)\n)",
            attention.ToString());
    }

    [Fact]
    public void Masks_of_truth_values_and_of_numbers_agree()
    {
        var attention = new MultiheadAttention(4, 2, dtype: Dtype.Float64, addZeroAttn: true);
        Tensor x = Torch.Randn([3, 2, 4], dtype: Dtype.Float64);
        Tensor hidden = Torch.Ones([3, 3], dtype: Dtype.Bool).Triu(1), padding = Torch.Tensor(new[] { false, false, true, false, false, false }).Reshape(2, 3);
        Tensor Numbers(Tensor mask) => Torch.Zeros(mask.Shape, Dtype.Float64).MaskedFill(mask, double.NegativeInfinity);
        var (expected, weights) = attention.Forward(x, x, x, padding, attnMask: hidden);
        Assert.Equal(0, weights![0, 2, 2].Item<double>());
        var (same, none) = attention.Forward(x, x, x, Numbers(padding), needWeights: false, attnMask: Numbers(hidden).Expand(4, 3, 3));
        Assert.Null(none);
        Close.To(expected.Detach().ToArray<double>(), same, 1e-12);
        // Query, key and value apart are projected apart.
        Close.To(expected.Detach().ToArray<double>(), attention.Forward(x, x.Clone(), x.Clone(), padding, attnMask: hidden).Output, 1e-12);
        var (single, singleWeights) = attention.Forward(x[.., 0], x[.., 0], x[.., 0], padding[0], attnMask: hidden);
        Close.To(expected.Detach()[.., 0].Contiguous().ToArray<double>(), [3, 4], single, 1e-12);
        Assert.Equal([3, 4], singleWeights!.Shape.ToArray());
    }

    [Fact]
    public void Scaled_dot_product_attention_is_softmax_of_products()
    {
        Tensor q = Torch.Randn([2, 3, 4, 5], dtype: Dtype.Float64, requiresGrad: true), k = Torch.Randn([2, 3, 6, 5], dtype: Dtype.Float64, requiresGrad: true),
            v = Torch.Randn([2, 3, 6, 7], dtype: Dtype.Float64, requiresGrad: true);
        Tensor expected = (q.Matmul(k.Transpose(-2, -1)) / Math.Sqrt(5)).Softmax(-1).Matmul(v);
        Close.To(expected.Detach().ToArray<double>(), expected.Shape.ToArray(), F.ScaledDotProductAttention(q, k, v), 1e-12);
        Tensor sees = Torch.Ones([4, 6], dtype: Dtype.Bool).Tril();
        Tensor causal = F.ScaledDotProductAttention(q, k, v, isCausal: true, scale: 0.3);
        Close.To(causal.Detach().ToArray<double>(), F.ScaledDotProductAttention(q, k, v, sees, scale: 0.3), 1e-12);
        Close.To(v.Detach()[.., .., 0].Contiguous().ToArray<double>(), causal[.., .., 0], 1e-12);
        Assert.True(Autograd.GradCheck(x => F.ScaledDotProductAttention(x, k.Detach(), v.Detach(), sees), q).Passed);

        sees[1] = false;
        Tensor blind = F.ScaledDotProductAttention(q, k, v, sees);
        Assert.Equal(0, blind[.., .., 1].Abs().Sum().Item<double>());
        blind.Sum().Backward();
        Assert.True(q.Grad!.IsFinite().All().Item<bool>());
    }

    [Fact]
    public void Bad_arguments_are_typed_errors()
    {
        Assert.Throws<ArgumentException>(() => new MultiheadAttention(5, 2));
        var attention = new MultiheadAttention(4, 2);
        Tensor x = Torch.Randn([3, 2, 4]);
        Assert.Throws<ShapeMismatchException>(() => attention.Forward(x, x[..2], x));
        Assert.Throws<ShapeMismatchException>(() => attention.Forward(x, x, x, attnMask: Torch.Zeros([2, 3])));
        Assert.Throws<ShapeMismatchException>(() => attention.Forward(x, x, x, Torch.Zeros([3, 2])));
        Assert.Throws<DtypeMismatchException>(() => attention.Forward(x, x, x, Torch.Zeros([2, 3], dtype: Dtype.Int64)));
        Assert.Throws<ArgumentException>(() => F.ScaledDotProductAttention(x, x, x, Torch.Zeros([2, 2]), isCausal: true));
    }
}
