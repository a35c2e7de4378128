namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>The programs of programs.json by name.</summary>
static class ProgramTable
{
    public static IReadOnlyDictionary<string, LossCurve> All { get; } = new Dictionary<string, LossCurve>
    {
        ["two_layer_manual"] = new(TwoLayerNets.Manual, Until: 1e-4),
        ["two_layer_autograd"] = new(TwoLayerNets.WithAutograd, Until: 1e-4),
        ["two_layer_nn"] = new(TwoLayerNets.Nn),
        ["two_layer_adam"] = new(TwoLayerNets.WithAdam, Drowns: true),
        ["two_layer_momentum"] = new(TwoLayerNets.WithMomentum, Drowns: true),
        ["dynamic_net"] = new(DynamicNet.Train),
        ["one_hidden_layer_sigmoid"] = new(OneHiddenLayer.Sigmoid),
        ["cifar_tutorial_net"] = new(CifarTutorialNet.Train),
        ["mnist_bn_dropout_net"] = new(MnistBnDropoutNet.Train, Twin: MnistBnDropoutNet.Twin),
        ["char_lstm"] = new(CharLstm.Train),
        ["transformer_encoder"] = new(TransformerEncoderNet.Train),
    };
}
