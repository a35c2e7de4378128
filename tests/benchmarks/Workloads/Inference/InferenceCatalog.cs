using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Workloads.Nets;
using NativeTorch.NN;

namespace NativeTorch.Benchmarks.Workloads.Inference;

/// <summary>One forward pass of a net in evaluation mode; the input is drawn first, then the net.</summary>
static class InferenceCatalog
{
    const long Vocabulary = 96;

    public static IReadOnlyDictionary<string, WorkloadMaker> Workloads { get; } = new Dictionary<string, WorkloadMaker>
    {
        ["infer.lenet"] = Image([1, 28, 28], () => new LeNet()),
        ["infer.net4"] = Image([3, 32, 32], CifarNets.Net4),
        ["infer.resnet18"] = Image([3, 32, 32], () => new ResNet18(10)),
        ["infer.gpt"] = Text(context: 128, () => new Gpt(Vocabulary, context: 128)),
        ["infer.char_lstm"] = CharLstmStep,
    };

    static WorkloadMaker Image<TNet>(long[] image, Func<TNet> make) where TNet : Module, ILayer =>
        (parameters, variant) => Of(Torch.Randn([parameters.Long("batch"), .. image]), make, variant);

    static WorkloadMaker Text<TNet>(long context, Func<TNet> make) where TNet : Module, ILayer =>
        (parameters, variant) => Of(Torch.RandInt(Vocabulary, [parameters.Long("batch"), context]), make, variant);

    static InferenceWorkload Of<TNet>(Tensor input, Func<TNet> make, string variant) where TNet : Module, ILayer
    {
        TNet net = make();
        net.Eval();
        return new(() => net.Forward(input), variant == "scope");
    }

    /// <summary>One character after a state, as text is generated.</summary>
    static InferenceWorkload CharLstmStep(Parameters parameters, string variant)
    {
        long batch = parameters.Long("batch");
        Tensor character = Torch.RandInt(Vocabulary, [batch, 1]), h = Torch.Randn(2, batch, 128), c = Torch.Randn(2, batch, 128);
        var net = new CharLstm(Vocabulary);
        net.Eval();
        return new(() => net.Forward(character, (h, c)).Scores, variant == "scope");
    }
}
