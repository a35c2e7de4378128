namespace NativeTorch.NN;

/// <summary>What <see cref="RNNCell"/>, <see cref="LSTMCell"/> and <see cref="GRUCell"/> have in common. PyTorch:
/// <c>torch.nn.RNNCellBase</c>.</summary>
/// <remarks>All parameters start uniform in ±1 / sqrt(hiddenSize), with PyTorch's draws.</remarks>
public abstract partial class RNNCellBase : Module
{
    private protected RNNCellBase(long inputSize, long hiddenSize, bool bias, long gates, Dtype? dtype, Device? device)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        (InputSize, HiddenSize) = (inputSize, hiddenSize);
        Parameter Empty(params ReadOnlySpan<long> sizes) => new(Torch.Empty(sizes, dtype, device));
        (WeightIh, WeightHh) = (Empty(gates * hiddenSize, inputSize), Empty(gates * hiddenSize, hiddenSize));
        if (bias)
            (BiasIh, BiasHh) = (Empty(gates * hiddenSize), Empty(gates * hiddenSize));
        ResetParameters();
    }

    /// <summary>Size of each input.</summary>
    public long InputSize { get; }

    /// <summary>Size of the state.</summary>
    public long HiddenSize { get; }

    /// <summary>(gates * hiddenSize, inputSize).</summary>
    public Parameter WeightIh { get; set; }

    /// <summary>(gates * hiddenSize, hiddenSize).</summary>
    public Parameter WeightHh { get; set; }

    /// <summary>(gates * hiddenSize); null where there is none.</summary>
    public Parameter? BiasIh { get; set; }

    /// <summary>(gates * hiddenSize); null where there is none.</summary>
    public Parameter? BiasHh { get; set; }

    /// <summary>Draws all parameters again. PyTorch: <c>reset_parameters</c>.</summary>
    public void ResetParameters() => RecurrentLayer.Draw(this, HiddenSize);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{InputSize}, {HiddenSize}" + (BiasIh is null ? ", bias=False" : "");

    /// <summary>One step; states that are not given are 0.</summary>
    private protected (Tensor H, Tensor? C) Step(RecurrentMode mode, Tensor input, Tensor? h, Tensor? c)
    {
        ArgumentNullException.ThrowIfNull(input);
        Need(input.Dim is 1 or 2 && input.Size(-1) == InputSize, $"an input {input.Shape} is to be (batch, {InputSize}) or ({InputSize},)");
        bool batched = input.Dim == 2;
        Shape expected = batched ? [input.Size(0), HiddenSize] : [HiddenSize];
        Tensor Batch(Tensor? state, string name)
        {
            Need(state is null || state.Shape == expected, $"a state {name} {state?.Shape} is to be {expected}");
            return state is null ? Torch.Zeros([batched ? input.Size(0) : 1, HiddenSize], input.Dtype, input.Device)
                : batched ? state : state.Unsqueeze(0);
        }
        var (_, hn, cn) = RecurrentLayer.Run(mode, batched ? input.Unsqueeze(0) : input.Reshape(1, 1, -1), Batch(h, "h"),
            mode == RecurrentMode.LSTM ? Batch(c, "c") : null, new RecurrentWeights(WeightIh, WeightHh, BiasIh, BiasHh));
        return (ForwardWatch.Ran(this, input, batched ? hn : hn.Squeeze(0)), batched ? cn : cn?.Squeeze(0));
    }

    void Need(bool fits, string what) => RecurrentLayer.Need(this, fits, what);
}
