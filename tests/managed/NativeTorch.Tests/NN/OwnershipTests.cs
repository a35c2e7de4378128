using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.NN;

/// <summary>Who owns what a module or an optimizer holds, and what copies share.</summary>
public partial class OwnershipTests
{
    sealed partial class Scaled(Tensor scale) : Layer
    {
        [Buffer]
        readonly Tensor scale = scale;
        readonly Tanh act = new();

        public TransformerEncoderLayer WithLambda() => new(4, 2, 8, dropout: 0, activation: x => act.Forward(x) * scale);

        protected override Tensor ForwardCore(Tensor input) => input * scale;
    }

    [Fact]
    public void Buffers_outlive_the_scope_in_which_they_were_made()
    {
        Scaled layer;
        CrossEntropyLoss loss;
        using (new TensorScope())
        {
            layer = new Scaled(Torch.Full([2], 3));
            loss = new CrossEntropyLoss(Torch.Ones(2));
            Assert.Single(layer.Buffers());
        }
        Assert.Equal([3f, 3f], layer.Forward(Torch.Ones(2)).ToArray<float>());
        Assert.True(double.IsFinite(loss.Forward(Torch.Ones(1, 2), Torch.Zeros([1], Dtype.Int64)).Item<double>()));
    }

    [Fact]
    public void A_lambda_within_a_module_is_not_the_module()
    {
        TransformerEncoderLayer encoder = new Scaled(Torch.Ones(1)).WithLambda();
        Assert.DoesNotContain(encoder.NamedChildren(), child => child.Module is Scaled);
        Assert.Equal([2, 3, 4], encoder.Forward(Torch.Randn(2, 3, 4)).Shape.ToArray());
    }

    [Fact]
    public void A_copy_is_normalised_without_the_original()
    {
        Linear original = Utils.RemoveWeightNorm(Utils.WeightNorm(new Linear(3, 2)));
        Linear copy = Utils.WeightNorm(original.DeepCopy());
        Assert.Equal(["weight", "bias"], original.StateDict().Keys);
        Assert.Equal(["bias", "weight_g", "weight_v"], copy.StateDict().Keys);
        original.Weight.RequiresGrad = false;
        Assert.False(Utils.RemoveSpectralNorm(Utils.SpectralNorm(original)).Weight.RequiresGrad);
    }

    [Fact]
    public void Parameters_that_share_memory_are_updated_one_after_the_other()
    {
        Tensor memory = Torch.Full([100000], 10f);
        Parameter[] parameters = [new(memory), new(memory)];
        foreach (Parameter p in parameters)
            p.Grad = Torch.Ones(100000);
        new SGD(parameters, lr: 1).Step();
        Assert.Equal(8f, memory.Min().Item<float>());
        Assert.Equal(8f, memory.Max().Item<float>());
    }

    [Fact]
    public void What_is_drawn_over_has_no_gradient()
    {
        Tensor x = Torch.Ones(3).RequiresGrad_(), h = x * 2, rows = Torch.Ones(2, 2).RequiresGrad_(), view = rows * 3;
        h.Normal_();
        view[0].Uniform_();
        (h.Sum() + view.Sum()).Backward();
        Assert.True(x.Grad is null || x.Grad.CountNonzero().Item<long>() == 0);
        Assert.Equal([0f, 0, 3, 3], rows.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_projection_of_no_rows_has_zeros_as_gradient()
    {
        var lstm = new LSTM(3, 4, projSize: 2);
        var (y, _) = lstm.Forward(Torch.Zeros(5, 0, 3));
        y.Sum().Backward();
        Assert.All(lstm.Parameters(), p => Assert.Equal(0, p.Grad!.CountNonzero().Item<long>()));
    }
}
