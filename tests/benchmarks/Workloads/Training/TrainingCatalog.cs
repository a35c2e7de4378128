using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Training;

/// <summary>The training steps by name. A maker draws inputs and parameters in an order that all frameworks share: data first,
/// then the net.</summary>
static class TrainingCatalog
{
    public static IReadOnlyDictionary<string, WorkloadMaker> Workloads { get; } = new Dictionary<string, WorkloadMaker>
    {
        ["train.two_layer_manual"] = Make(TwoLayer.Manual),
        ["train.two_layer_adam"] = Make(TwoLayer.Adam),
        ["train.lenet"] = Make(ImageNets.LeNet),
        ["train.net2"] = Make(ImageNets.Net2),
        ["train.net3"] = Make(ImageNets.Net3),
        ["train.net4"] = Make(ImageNets.Net4),
        ["train.resnet18"] = Make(ImageNets.ResNet18),
        ["train.char_lstm"] = Make(TextNets.CharLstm),
        ["train.gpt"] = Make(TextNets.Gpt),
    };

    static WorkloadMaker Make(Func<Parameters, Func<double>> step) =>
        (parameters, variant) => new TrainingWorkload(step(parameters), variant == "scope");
}
