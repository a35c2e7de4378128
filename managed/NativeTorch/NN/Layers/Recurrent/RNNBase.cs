namespace NativeTorch.NN;

/// <summary>What <see cref="RNN"/>, <see cref="LSTM"/> and <see cref="GRU"/> have in common: layers over each other, each in one
/// direction or in both. PyTorch: <c>torch.nn.RNNBase</c>.</summary>
/// <remarks>The parameters are called <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>,
/// <c>weight_hr_l0</c>, and so on for each layer; those of the second direction end in <c>_reverse</c>. All start uniform in
/// ±1 / sqrt(hiddenSize), with PyTorch's draws.</remarks>
public abstract class RNNBase : Module
{
    readonly RecurrentMode mode;
    RecurrentWeights[] weights; // of each layer and direction

    private protected RNNBase(RecurrentMode mode, long inputSize, long hiddenSize, long numLayers, bool bias, bool batchFirst, double dropout,
        bool bidirectional, long projSize, Dtype? dtype, Device? device)
    {
        void Need(bool fits, string name, object value, string what)
        {
            if (!fits)
                throw new ArgumentOutOfRangeException(name, value, $"[{GetType().Name}] {name} {what}");
        }
        Need(inputSize >= 0, nameof(inputSize), inputSize, "must not be negative");
        Need(hiddenSize > 0, nameof(hiddenSize), hiddenSize, "must be greater than 0");
        Need(numLayers > 0, nameof(numLayers), numLayers, "must be greater than 0");
        Need(dropout is >= 0 and <= 1, nameof(dropout), dropout, "is outside of [0, 1]");
        Need(projSize >= 0 && projSize < hiddenSize, nameof(projSize), projSize, $"is to be from 0 to less than hiddenSize {hiddenSize}");
        this.mode = mode;
        (InputSize, HiddenSize, NumLayers, Bias, BatchFirst) = (inputSize, hiddenSize, numLayers, bias, batchFirst);
        (Dropout, Bidirectional, ProjSize) = (dropout, bidirectional, projSize);

        long gates = hiddenSize * mode switch { RecurrentMode.LSTM => 4, RecurrentMode.GRU => 3, _ => 1 };
        Parameter Empty(params ReadOnlySpan<long> sizes) => new(Torch.Empty(sizes, dtype, device));
        weights = new RecurrentWeights[numLayers * Directions];
        for (int i = 0; i < weights.Length; i++)
        {
            long inputs = i < Directions ? inputSize : OutputSize * Directions;
            weights[i] = new(Empty(gates, inputs), Empty(gates, OutputSize), bias ? Empty(gates) : null, bias ? Empty(gates) : null,
                projSize > 0 ? Empty(projSize, hiddenSize) : null);
        }
        ResetParameters();
    }

    /// <summary>Size of each input.</summary>
    public long InputSize { get; }

    /// <summary>Size of the state.</summary>
    public long HiddenSize { get; }

    /// <summary>How many layers there are.</summary>
    public long NumLayers { get; }

    /// <summary>Whether biases are added.</summary>
    public bool Bias { get; }

    /// <summary>Whether inputs and outputs are (batch, steps, size) instead of (steps, batch, size).</summary>
    public bool BatchFirst { get; }

    /// <summary>Probability with which an output of all layers but the last is 0 in training.</summary>
    public double Dropout { get; }

    /// <summary>Whether each layer also runs from the last step to the first.</summary>
    public bool Bidirectional { get; }

    /// <summary>The size that an LSTM's outputs are projected to; 0 for none.</summary>
    public long ProjSize { get; }

    /// <summary>The parameters of each layer and direction, in the order weight_ih, weight_hh, bias_ih, bias_hh, weight_hr.
    /// PyTorch: <c>all_weights</c>.</summary>
    public IReadOnlyList<IReadOnlyList<Parameter>> AllWeights =>
        [.. weights.Select(w => (IReadOnlyList<Parameter>)[.. w.Named.Select(p => p.Parameter).OfType<Parameter>()])];

    int Directions => Bidirectional ? 2 : 1;

    /// <summary>Size of one direction's outputs.</summary>
    private protected long OutputSize => ProjSize > 0 ? ProjSize : HiddenSize;

    /// <summary>Draws all parameters again. PyTorch: <c>reset_parameters</c>.</summary>
    public void ResetParameters() => RecurrentLayer.Draw(this, HiddenSize);

    /// <summary>Does nothing: a layer is one call, wherever its parameters lie. PyTorch: <c>flatten_parameters</c>.</summary>
    public void FlattenParameters()
    {
    }

    /// <inheritdoc/>
    protected override void RegisterFields(ModuleFields fields)
    {
        fields.Of(typeof(RNNBase));
        for (int i = 0; i < weights.Length; i++)
            foreach (var (name, parameter) in weights[i].Named)
                fields.Parameter($"{name}_l{i / Directions}{(i % Directions == 1 ? "_reverse" : "")}", parameter);
    }

    /// <inheritdoc/>
    protected override void CopyFields(ModuleCopy copy) => weights = Array.ConvertAll(weights, w =>
        new RecurrentWeights(copy.Of(w.Ih), copy.Of(w.Hh), copy.Of(w.BiasIh), copy.Of(w.BiasHh), copy.Of(w.Hr)));

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{InputSize}, {HiddenSize}"
        + (ProjSize == 0 ? "" : $", proj_size={ProjSize}")
        + (NumLayers == 1 ? "" : $", num_layers={NumLayers}")
        + (Bias ? "" : ", bias=False")
        + (BatchFirst ? ", batch_first=True" : "")
        + (Dropout == 0 ? "" : $", dropout={Repr.Of(Dropout)}")
        + (Bidirectional ? ", bidirectional=True" : "");

    /// <summary>All layers over padded sequences of one length, or over one sequence without a batch.</summary>
    private protected (Tensor Output, Tensor H, Tensor? C) Run(Tensor input, Tensor? h, Tensor? c)
    {
        ArgumentNullException.ThrowIfNull(input);
        Need(input.Dim is 2 or 3, $"an input {input.Shape} is to have 3 dimensions, or 2 without a batch");
        bool batched = input.Dim == 3;
        Tensor steps = !batched ? input.Unsqueeze(1) : BatchFirst ? input.Transpose(0, 1) : input;
        if (!batched)
            (h, c) = (Batch(h, nameof(h)), Batch(c, nameof(c)));
        var (output, hn, cn) = RunLayers(steps, default, steps.Size(1), h, c);
        output = ForwardWatch.Ran(this, input, !batched ? output.Squeeze(1) : BatchFirst ? output.Transpose(0, 1) : output);
        return batched ? (output, hn, cn) : (output, hn.Squeeze(1), cn?.Squeeze(1));
    }

    /// <summary>All layers over packed sequences.</summary>
    private protected (PackedSequence Output, Tensor H, Tensor? C) Run(PackedSequence input, Tensor? h, Tensor? c)
    {
        ArgumentNullException.ThrowIfNull(input);
        Need(input.Data.Dim == 2, $"packed data {input.Data.Shape} is to have 2 dimensions");
        long[] batchSizes = input.BatchSizes.ToArray<long>();
        Need(batchSizes.Length > 0, "the packed sequences have no steps");
        static Tensor? Ordered(Tensor? state, Tensor? indices) => state is null || indices is null ? state : state.IndexSelect(1, indices);
        var (output, hn, cn) = RunLayers(input.Data, batchSizes, batchSizes[0], Ordered(h, input.SortedIndices), Ordered(c, input.SortedIndices));
        return (input with { Data = ForwardWatch.Ran(this, input.Data, output) }, Ordered(hn, input.UnsortedIndices)!, Ordered(cn, input.UnsortedIndices));
    }

    (Tensor Output, Tensor H, Tensor? C) RunLayers(Tensor data, ReadOnlySpan<long> batchSizes, long batch, Tensor? h, Tensor? c)
    {
        Need(data.Size(-1) == InputSize, $"an input {data.Shape} is to end with inputSize {InputSize}");
        CheckState(h, "h", batch, OutputSize);
        CheckState(c, "c", batch, HiddenSize);
        Tensor? zeroH = h is null ? Torch.Zeros([batch, OutputSize], data.Dtype, data.Device) : null;
        Tensor? zeroC = c is null && mode == RecurrentMode.LSTM ? Torch.Zeros([batch, HiddenSize], data.Dtype, data.Device) : null;
        var finalH = new Tensor[weights.Length];
        var finalC = new Tensor?[weights.Length];
        var outputs = new Tensor[Directions];
        for (int layer = 0; layer < NumLayers; layer++)
        {
            for (int direction = 0; direction < Directions; direction++)
            {
                int i = layer * Directions + direction;
                (outputs[direction], finalH[i], finalC[i]) = RecurrentLayer.Run(mode, data, zeroH ?? h!.Select(0, i),
                    zeroC ?? c?.Select(0, i), weights[i], batchSizes, direction == 1);
            }
            data = outputs is [Tensor single] ? single : Torch.Cat(outputs, -1);
            if (Dropout > 0 && Training && layer < NumLayers - 1)
                data = F.Dropout(data, Dropout);
        }
        return (data, Together(finalH), mode == RecurrentMode.LSTM ? Together(finalC!) : null);
    }

    static Tensor Together(Tensor[] states) => states is [Tensor single] ? single.Unsqueeze(0) : Torch.Stack(states);

    Tensor? Batch(Tensor? state, string name)
    {
        Need(state is null or { Dim: 2 }, $"for an input without a batch, {name} {state?.Shape} is to have 2 dimensions");
        return state?.Unsqueeze(1);
    }

    void CheckState(Tensor? state, string name, long batch, long size)
    {
        Shape expected = [weights.Length, batch, size];
        Need(state is null || state.Shape == expected, $"a state {name} {state?.Shape} is to be {expected}");
    }

    void Need(bool fits, string what) => RecurrentLayer.Need(this, fits, what);
}
