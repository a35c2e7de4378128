using NativeTorch.NN;

namespace NativeTorch.Benchmarks.Workloads.Nets;

/// <summary>(batch, steps) characters to scores of each next one.</summary>
sealed partial class CharLstm(long vocabulary) : Module, ILayer
{
    readonly Embedding embedding = new(vocabulary, 64);
    readonly LSTM lstm = new(64, 128, numLayers: 2, batchFirst: true);
    readonly Linear head = new(128, vocabulary);

    public Tensor Forward(Tensor text) => head.Forward(lstm.Forward(embedding.Forward(text)).Output);

    /// <summary>From a state on; returns the next one too.</summary>
    public (Tensor Scores, (Tensor H, Tensor C) State) Forward(Tensor text, (Tensor H, Tensor C) state)
    {
        var (output, next) = lstm.Forward(embedding.Forward(text), state);
        return (head.Forward(output), next);
    }
}
