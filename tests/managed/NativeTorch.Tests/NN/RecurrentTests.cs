using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Recurrent modules: what PyTorch's golden cases do not show.</summary>
[Collection(nameof(AloneCollection))] // they seed the default generator
public class RecurrentTests
{
    [Fact]
    public void Dropout_between_layers_draws_as_PyTorch()
    {
        Torch.ManualSeed(3);
        var lstm = new LSTM(3, 4, numLayers: 3, dropout: 0.4, bidirectional: true);
        Tensor x = Torch.Randn([5, 2, 3]);
        Torch.ManualSeed(9);
        var (y, (h, c)) = lstm.Forward(x);
        Close.To([0.11595690995454788, 0.09317906200885773, 0.22126872837543488, -0.058814238756895065, 0.0896083414554596,
            -0.06700623035430908, -0.24435269832611084, -0.1843712478876114], y[0, 0]);
        Close.To([4.6094965083757415, -0.5275711941067129, -2.255295217037201], Torch.Stack([y.Sum(), h.Sum(), c.Sum()]), 1e-5);

        Torch.ManualSeed(3);
        var gru = new GRU(3, 4, numLayers: 2, dropout: 0.4, batchFirst: true);
        x = Torch.Randn([2, 5, 3]);
        Torch.ManualSeed(9);
        (y, h) = gru.Forward(x);
        Close.To([0.29875046014785767, 0.2596849501132965, -0.3564324378967285, -0.1318340301513672], y[0, 0]);
        Close.To([0.4214163273572922, 1.9107834175229073], Torch.Stack([y.Sum(), h.Sum()]), 1e-5);
    }

    [Fact]
    public void Packed_sequences_are_PyTorchs()
    {
        Torch.ManualSeed(3);
        var lstm = new LSTM(3, 4, numLayers: 2, dropout: 0.4, bidirectional: true, projSize: 2);
        PackedSequence packed = Utils.Rnn.PackPaddedSequence(Torch.Randn([4, 3, 3]), [2L, 4, 1], enforceSorted: false);
        Close.To([3, 2, 1, 1], packed.BatchSizes);
        Close.To([1, 0, 2], packed.SortedIndices!);
        Torch.ManualSeed(9);
        var (y, (h, c)) = lstm.Forward(packed);
        Close.To([0.032627083361148834, 0.04430585354566574, 0.0627666488289833, 0.04358074069023132], y.Data[0]);
        Close.To([1.0992554374970496, 0.5018759057857096, -2.9337595850229263], Torch.Stack([y.Data.Sum(), h.Sum(), c.Sum()]), 1e-5);
        var (padded, lengths) = Utils.Rnn.PadPackedSequence(y, batchFirst: true, paddingValue: -1, totalLength: 5);
        Assert.Equal([3, 5, 4], padded.Shape.ToArray());
        Close.To([-30.90074456250295], padded.Sum().Reshape(1), 1e-5);
        Close.To([2, 4, 1], lengths);
        (y.Data.Sum() + c.Sum()).Backward();
        Close.To([1.217040640884079, -0.006286410498432815, 3.290425084065646, 3.2904251269064844, 0.9515485726296902, 1.7233606373192742,
            -0.5550513185989985, 6.725391284562647, 6.725390773266554, 0.29243862722069025, -0.5297335686118458, 0.37461235978116747,
            7.620284985750914, 7.6202851720154285, -4.3411698043346405, 0.5143324545788346, 0.3133317665196955, 6.242564098909497,
            6.242563972249627, 2.6461285650730133], Torch.Stack([.. lstm.Parameters().Select(p => p.Grad!.Sum())]), 1e-5);
    }

    [Fact]
    public void A_sequence_among_packed_ones_is_as_if_alone()
    {
        var gru = new GRU(3, 4, numLayers: 2, bidirectional: true, dtype: Dtype.Float64);
        Tensor[] sequences = [Torch.Randn([2, 3], dtype: Dtype.Float64), Torch.Randn([5, 3], dtype: Dtype.Float64), Torch.Randn([3, 3], dtype: Dtype.Float64)];
        Tensor states = Torch.Randn([4, 3, 4], dtype: Dtype.Float64);
        var (packed, h) = gru.Forward(Utils.Rnn.PackSequence(sequences, enforceSorted: false), states);
        Tensor[] apart = Utils.Rnn.UnpackSequence(packed);
        for (int i = 0; i < 3; i++)
        {
            var (alone, last) = gru.Forward(sequences[i], states.Select(1, i));
            Close.To(alone.Detach().ToArray<double>(), alone.Shape.ToArray(), apart[i], 1e-12);
            Close.To(last.Detach().Contiguous().ToArray<double>(), h.Select(1, i), 1e-12);
        }
    }

    public static TheoryData<Func<Tensor, Tensor, Tensor[]>> Layers()
    {
        static PackedSequence Pack(Tensor x) => Utils.Rnn.PackPaddedSequence(x, [1L, 3], enforceSorted: false);
        var rnn = new RNN(2, 3, dtype: Dtype.Float64);
        var lstm = new LSTM(2, 3, bidirectional: true, dtype: Dtype.Float64);
        var projected = new LSTM(2, 4, projSize: 3, dtype: Dtype.Float64);
        var gru = new GRU(2, 3, numLayers: 2, dtype: Dtype.Float64);
        var packedGru = new GRU(2, 3, bidirectional: true, dtype: Dtype.Float64);
        return
        [
            (x, h) => rnn.Forward(x, h[..1]) is var (y, n) ? [y, n] : [],
            (x, h) => lstm.Forward(x, (h, h * 0.5)) is var (y, (n, c)) ? [y, n, c] : [],
            (x, h) => projected.Forward(x, (h[..1], Torch.Cat([h[..1], h[..1, .., ..1]], -1))) is var (y, (n, c)) ? [y, n, c] : [],
            (x, h) => gru.Forward(x, h) is var (y, n) ? [y, n] : [],
            (x, h) => packedGru.Forward(Pack(x), h) is var (y, n) ? [y.Data, n] : [],
            (x, h) => lstm.Forward(Pack(x), (h, h.Sin())) is var (y, (n, c)) ? [y.Data, n, c] : [],
        ];
    }

    [Theory, MemberData(nameof(Layers))]
    public void First_and_second_derivatives_are_right(Func<Tensor, Tensor, Tensor[]> layer)
    {
        Tensor x = Torch.Randn([3, 2, 2], dtype: Dtype.Float64, requiresGrad: true), h = Torch.Randn([2, 2, 3], dtype: Dtype.Float64, requiresGrad: true);
        Assert.True(Autograd.GradCheck(xs => layer(xs[0], xs[1]), [x, h]).Passed);
        Assert.True(Autograd.GradGradCheck(xs => layer(xs[0], xs[1]), [x, h]).Passed);
    }

    [Fact]
    public void Second_derivatives_of_weights_are_those_of_the_formula()
    {
        var cell = new LSTMCell(2, 3, dtype: Dtype.Float64);
        Tensor x = Torch.Randn([2, 2], dtype: Dtype.Float64), h = Torch.Randn([2, 3], dtype: Dtype.Float64), c = Torch.Randn([2, 3], dtype: Dtype.Float64);
        (Tensor, Tensor) Formula()
        {
            Tensor[] sums = (F.Linear(x, cell.WeightIh, cell.BiasIh) + F.Linear(h, cell.WeightHh, cell.BiasHh)).Chunk(4, 1);
            Tensor next = sums[1].Sigmoid() * c + sums[0].Sigmoid() * sums[2].Tanh();
            return (sums[3].Sigmoid() * next.Tanh(), next);
        }
        Tensor[] Second((Tensor H, Tensor C) state)
        {
            Tensor[] weights = [.. cell.Parameters()];
            Tensor[] first = Autograd.Grad([(state.H * state.C).Sum()], weights, createGraph: true)!;
            return Autograd.Grad([Torch.Stack([.. first.Select(g => g.Square().Sum())]).Sum()], weights)!;
        }
        foreach (var (expected, actual) in Second(Formula()).Zip(Second(cell.Forward(x, (h, c)))))
            Close.To(expected.ToArray<double>(), expected.Shape.ToArray(), actual, 1e-12);
    }

    [Fact]
    public void Half_precision_is_close()
    {
        var lstm = new LSTM(3, 4, numLayers: 2, bidirectional: true);
        Tensor x = Torch.Randn([5, 2, 3]);
        Tensor expected = lstm.Forward(x).Output;
        var (y, (h, _)) = lstm.To(Dtype.BFloat16).Forward(x.To(Dtype.BFloat16));
        Assert.Equal(Dtype.BFloat16, h.Dtype);
        Close.To([.. expected.Detach().ToArray<float>().Select(v => (double)v)], y, 0.03);
    }

    [Fact]
    public void An_input_without_a_batch_gives_outputs_without_one()
    {
        var lstm = new LSTM(3, 4, batchFirst: true, numLayers: 2);
        Tensor x = Torch.Randn([5, 3]);
        var (y, (h, c)) = lstm.Forward(x, (Torch.Zeros([2, 4]), Torch.Zeros([2, 4])));
        Assert.Equal([2, 4], h.Shape.ToArray());
        Assert.Equal([2, 4], c.Shape.ToArray());
        Close.To([.. lstm.Forward(x.Unsqueeze(0)).Output.Detach().ToArray<float>().Select(v => (double)v)], y);
        var cell = new GRUCell(3, 4);
        Close.To([.. cell.Forward(x).Detach()[1].ToArray<float>().Select(v => (double)v)], [4], cell.Forward(x[1]));
    }

    [Fact]
    public void Names_and_printed_form_are_PyTorchs()
    {
        var lstm = new LSTM(4, 5, numLayers: 2, bias: false, bidirectional: true, dropout: 0.5, batchFirst: true, projSize: 3);
        Assert.Equal("LSTM(4, 5, proj_size=3, num_layers=2, bias=False, batch_first=True, dropout=0.5, bidirectional=True)", lstm.ToString());
        Assert.Equal(["weight_ih_l0", "weight_hh_l0", "weight_hr_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse", "weight_hr_l0_reverse",
            "weight_ih_l1", "weight_hh_l1", "weight_hr_l1", "weight_ih_l1_reverse", "weight_hh_l1_reverse", "weight_hr_l1_reverse"],
            lstm.StateDict().Keys);
        Assert.Equal("RNNCell(2, 3, bias=False, nonlinearity=relu)", new RNNCell(2, 3, false, Nonlinearity.ReLU).ToString());
    }

    [Fact]
    public void Bad_arguments_are_typed_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LSTM(3, 4, projSize: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GRU(3, 4, dropout: 1.5));
        Assert.Throws<ArgumentException>(() => new RNN(3, 4, nonlinearity: Nonlinearity.SELU));
        var lstm = new LSTM(3, 4);
        Assert.Contains("(2, 1, 5)", Assert.Throws<ShapeMismatchException>(() => lstm.Forward(Torch.Randn([2, 1, 5]))).Message);
        Assert.Throws<ShapeMismatchException>(() => lstm.Forward(Torch.Randn([2, 1, 3]), (Torch.Zeros([1, 2, 4]), Torch.Zeros([1, 1, 4]))));
        Assert.Throws<ShapeMismatchException>(() => lstm.Forward(Torch.Randn([0, 1, 3])));
        Assert.Throws<DtypeMismatchException>(() => lstm.Forward(Torch.Randn([2, 1, 3], dtype: Dtype.Float64)));
        Assert.Throws<ArgumentException>(() => Utils.Rnn.PackPaddedSequence(Torch.Randn([4, 2, 3]), [2L, 4]));
        Assert.Throws<ArgumentException>(() => Utils.Rnn.PackPaddedSequence(Torch.Randn([4, 2, 3]), [4L, 0]));
        Assert.Throws<ArgumentException>(() => Utils.Rnn.PadPackedSequence(Utils.Rnn.PackSequence([Torch.Ones(3)]), totalLength: 2));
    }
}
