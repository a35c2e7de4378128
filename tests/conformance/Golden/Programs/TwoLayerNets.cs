using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>One net of two layers on random numbers, written in PyTorch's tutorial in one way after the other.</summary>
static class TwoLayerNets
{
    const long N = 64, DIn = 1000, H = 100, DOut = 10;

    /// <summary>Tensors only: the derivatives are written out.</summary>
    public static IEnumerable<double> Manual(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([N, DIn], dtype), y = Torch.Randn([N, DOut], dtype);
        Tensor w1 = Torch.Randn([DIn, H], dtype), w2 = Torch.Randn([H, DOut], dtype);
        const double learningRate = 1e-6;
        while (true)
        {
            Tensor h = x.Mm(w1);
            Tensor hRelu = h.Clamp(min: 0);
            Tensor yPred = hRelu.Mm(w2);
            yield return (yPred - y).Pow(2).Sum().Item<double>();

            Tensor gradYPred = 2.0 * (yPred - y);
            Tensor gradW2 = hRelu.T.Mm(gradYPred);
            Tensor gradHRelu = gradYPred.Mm(w2.T);
            Tensor gradH = gradHRelu.Clone();
            gradH[h < 0] = 0;
            Tensor gradW1 = x.T.Mm(gradH);
            w1 -= learningRate * gradW1;
            w2 -= learningRate * gradW2;
        }
    }

    /// <summary>The derivatives come from autograd.</summary>
    public static IEnumerable<double> WithAutograd(ulong seed, Dtype dtype)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([N, DIn], dtype), y = Torch.Randn([N, DOut], dtype);
        Tensor w1 = Torch.Randn([DIn, H], dtype, requiresGrad: true), w2 = Torch.Randn([H, DOut], dtype, requiresGrad: true);
        const double learningRate = 1e-6;
        while (true)
        {
            Tensor yPred = x.Mm(w1).Clamp(min: 0).Mm(w2);
            Tensor loss = (yPred - y).Pow(2).Sum();
            yield return loss.Item<double>();
            loss.Backward();
            using (Torch.NoGrad())
            {
                w1 -= learningRate * w1.Grad;
                w2 -= learningRate * w2.Grad;
                w1.Grad.Zero_();
                w2.Grad.Zero_();
            }
        }
    }

    /// <summary>Layers and plain gradient descent.</summary>
    public static IEnumerable<double> Nn(ulong seed, Dtype dtype) => Layers(seed, dtype, p => new SGD(p, lr: 1e-4));

    /// <summary>Layers and Adam.</summary>
    public static IEnumerable<double> WithAdam(ulong seed, Dtype dtype) => Layers(seed, dtype, p => new Adam(p, lr: 1e-4));

    /// <summary>Layers and gradient descent with momentum.</summary>
    public static IEnumerable<double> WithMomentum(ulong seed, Dtype dtype) => Layers(seed, dtype, p => new SGD(p, lr: 1e-4, momentum: 0.9));

    static IEnumerable<double> Layers(ulong seed, Dtype dtype, Func<IEnumerable<Tensor>, Optimizer> optimizer)
    {
        Torch.ManualSeed(seed);
        Tensor x = Torch.Randn([N, DIn], dtype), y = Torch.Randn([N, DOut], dtype);
        var model = new Sequential(new Linear(DIn, H, dtype: dtype), new ReLU(), new Linear(H, DOut, dtype: dtype));
        return TrainingLoop.Losses(optimizer(model.Parameters()), () => F.MseLoss(model.Forward(x), y, Reduction.Sum));
    }
}
