using NativeTorch.Benchmarks.Protocol;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Benchmarks.Workloads.Training;

/// <summary>1000 inputs, 100 hidden, 10 outputs: the first programs of PyTorch's own examples.</summary>
static class TwoLayer
{
    /// <summary>The backward pass by hand.</summary>
    public static Func<double> Manual(Parameters parameters)
    {
        long n = parameters.Long("batch");
        Tensor x = Torch.Randn(n, 1000), y = Torch.Randn(n, 10);
        Tensor w1 = Torch.Randn(1000, 100), w2 = Torch.Randn(100, 10);
        return () =>
        {
            Tensor h = x.Mm(w1);
            Tensor hRelu = h.Clamp(min: 0);
            Tensor yPred = hRelu.Mm(w2);
            double loss = (yPred - y).Pow(2).Sum().Item<double>();

            Tensor gradYPred = 2.0 * (yPred - y);
            Tensor gradW2 = hRelu.T.Mm(gradYPred);
            Tensor gradHRelu = gradYPred.Mm(w2.T);
            Tensor gradH = gradHRelu.Clone();
            gradH[h < 0] = 0;
            Tensor gradW1 = x.T.Mm(gradH);

            w1 -= 1e-6 * gradW1;
            w2 -= 1e-6 * gradW2;
            return loss;
        };
    }

    public static Func<double> Adam(Parameters parameters)
    {
        long n = parameters.Long("batch");
        Tensor x = Torch.Randn(n, 1000), y = Torch.Randn(n, 10);
        var model = new Sequential(new Linear(1000, 100), new ReLU(), new Linear(100, 10));
        var lossFn = new MSELoss(reduction: Reduction.Sum);
        var optimizer = new Adam(model.Parameters(), lr: 1e-4);
        return () =>
        {
            Tensor loss = lossFn.Forward(model.Forward(x), y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss.Item<double>();
        };
    }
}
