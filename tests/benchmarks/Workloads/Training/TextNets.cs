using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Workloads.Nets;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Benchmarks.Workloads.Training;

/// <summary>Steps of nets that predict the next of 96 characters, on random text.</summary>
static class TextNets
{
    public const long Vocabulary = 96;

    public static Func<double> CharLstm(Parameters p) => Predict(p, 64, () => new CharLstm(Vocabulary), net => new Adam(net));

    public static Func<double> Gpt(Parameters p) => Predict(p, 128, () => new Gpt(Vocabulary, context: 128), net => new AdamW(net));

    static Func<double> Predict<TNet>(Parameters parameters, long context, Func<TNet> make, Func<IEnumerable<Tensor>, Optimizer> optimize)
        where TNet : Module, ILayer
    {
        Tensor text = Torch.RandInt(Vocabulary, [parameters.Long("batch"), context + 1]);
        TNet net = make();
        Optimizer optimizer = optimize(net.Parameters());
        return () =>
        {
            Tensor scores = net.Forward(text[.., ..^1]);
            Tensor loss = F.CrossEntropy(scores.Reshape(-1, Vocabulary), text[.., 1..].Reshape(-1));
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss.Item<double>();
        };
    }
}
