using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Against numbers worked out by hand, and PyTorch's counts of parameters.</summary>
public sealed partial class SummaryTests
{
    sealed partial class LeNet : Layer
    {
        readonly Conv2d conv1 = new(1, 6, 5), conv2 = new(6, 16, 5);
        readonly Linear fc1 = new(400, 120), fc2 = new(120, 84), fc3 = new(84, 10);

        protected override Tensor ForwardCore(Tensor input)
        {
            Tensor x = F.MaxPool2d(conv1.Forward(input).Relu(), 2);
            x = F.MaxPool2d(conv2.Forward(x).Relu(), 2).Flatten(1);
            return fc3.Forward(fc2.Forward(fc1.Forward(x).Relu()).Relu());
        }
    }

    sealed partial class Block : Layer
    {
        readonly Conv2d conv1 = new(8, 16, 3, stride: 2, padding: 1, bias: false), conv2 = new(16, 16, 3, padding: 1, bias: false);
        readonly BatchNorm2d bn1 = new(16), bn2 = new(16);
        readonly ReLU relu = new(inPlace: true);
        readonly Sequential downsample = new(new Conv2d(8, 16, 1, stride: 2, bias: false), new BatchNorm2d(16));

        protected override Tensor ForwardCore(Tensor input) =>
            relu.Forward(bn2.Forward(conv2.Forward(relu.Forward(bn1.Forward(conv1.Forward(input))))) + downsample.Forward(input));
    }

    /// <summary>A Module that nobody can look into, beside a layer that can be seen.</summary>
    sealed partial class Own : Module
    {
        readonly Linear linear = new(3, 4);
        readonly Scale scale = new();
        readonly Hidden hidden = new();
        readonly Linear spare = new(5, 5);

        public Tensor Forward(Tensor x, bool twice) =>
            scale.Forward(hidden.Forward(twice ? linear.Forward(x) + linear.Forward(x) : linear.Forward(x)));
    }

    sealed partial class Scale : Layer
    {
        readonly Parameter by = new(Torch.Ones(4));

        protected override Tensor ForwardCore(Tensor input) => input * by;
    }

    sealed partial class Hidden : Module
    {
        readonly Parameter by = new(Torch.Ones(4));

        public Tensor Forward(Tensor x) => x * by;
    }

    static ModelSummaryRow Row(ModelSummary summary, string name) => Assert.Single(summary.Rows, row => row.Name == name);

    static void Expect(ModelSummary summary, string name, string className, Shape output, long parameters, long multiplyAdds, int calls = 1)
    {
        ModelSummaryRow row = Row(summary, name);
        Assert.Equal((className, output, parameters, multiplyAdds, calls),
            (row.ClassName, row.OutputShape, row.Parameters, row.MultiplyAdds, row.Calls));
    }

    [Fact]
    public void LeNet_is_as_worked_out()
    {
        ModelSummary summary = new LeNet().Summary(1, 1, 32, 32);
        Expect(summary, "conv1", "Conv2d", [1, 6, 28, 28], 156, 117_600);
        Expect(summary, "conv2", "Conv2d", [1, 16, 10, 10], 2_416, 240_000);
        Expect(summary, "fc1", "Linear", [1, 120], 48_120, 48_000);
        Expect(summary, "fc2", "Linear", [1, 84], 10_164, 10_080);
        Expect(summary, "fc3", "Linear", [1, 10], 850, 840);
        Expect(summary, "", "LeNet", [1, 10], 61_706, 416_520);
        Assert.Equal(["", "conv1", "conv2", "fc1", "fc2", "fc3"], summary.Rows.Select(row => row.Name));
        Assert.Equal((61_706L, 61_706L, 0L), (summary.Parameters, summary.TrainableParameters, summary.NonTrainableParameters));
        Assert.Equal((4_096L, 4 * 61_706L, 0L), (summary.InputBytes, summary.ParameterBytes, summary.BufferBytes));
        Assert.Equal(4 * (6 * 28 * 28 + 16 * 10 * 10 + 120 + 84 + 10), summary.ForwardBytes);
        Assert.Equal(summary.InputBytes + summary.ParameterBytes + summary.ForwardBytes, summary.TotalBytes);
        Assert.Equal((416_520L, false), (summary.MultiplyAdds, summary.HasUnknownMultiplyAdds));
        Assert.Equal([1, 6, 14, 14], Row(summary, "conv2").InputShape!.Value);
    }

    [Fact]
    public void A_residual_block_is_as_worked_out()
    {
        ModelSummary summary = new Block().Summary(Torch.Randn(2, 8, 8, 8));
        Expect(summary, "conv1", "Conv2d", [2, 16, 4, 4], 1_152, 36_864);
        Expect(summary, "bn1", "BatchNorm2d", [2, 16, 4, 4], 32, 512);
        Expect(summary, "conv2", "Conv2d", [2, 16, 4, 4], 2_304, 73_728);
        Expect(summary, "relu", "ReLU", [2, 16, 4, 4], 0, 0, calls: 2);
        Expect(summary, "downsample", "Sequential", [2, 16, 4, 4], 160, 4_608);
        Expect(summary, "downsample.0", "Conv2d", [2, 16, 4, 4], 128, 4_096);
        Expect(summary, "", "Block", [2, 16, 4, 4], 1_152 + 32 + 2_304 + 32 + 160, 36_864 + 512 + 73_728 + 512 + 4_608);
        Assert.Equal(2, Row(summary, "downsample.1").Depth);
        Assert.Equal(6 * 512 * 4, summary.ForwardBytes); // the relu works in place
        Assert.Equal(3 * (32 * 4 + 8), summary.BufferBytes);
    }

    [Fact]
    public void An_LSTM_is_as_worked_out()
    {
        ModelSummary summary = new LSTM(10, 20, numLayers: 2).Summary(m => m.Forward(Torch.Randn(5, 3, 10)));
        Expect(summary, "", "LSTM", [5, 3, 20], 5_600 + 4 * 80, 15 * 5_600);
        Expect(new LSTM(10, 20, bidirectional: true, projSize: 5).Summary(m => m.Forward(Torch.Randn(7, 10))), "", "LSTM", [7, 10],
            2 * (800 + 400 + 100 + 160), 7 * 2 * (800 + 400 + 100));
        Expect(new GRU(4, 6, batchFirst: true).Summary(m => m.Forward(Torch.Randn(2, 9, 4))), "", "GRU", [2, 9, 6], 18 * 10 + 36,
            18 * 18 * 10);
        Expect(new GRUCell(4, 6).Summary(m => m.Forward(Torch.Randn(2, 4))), "", "GRUCell", [2, 6], 18 * 10 + 36, 2 * 18 * 10);
    }

    [Fact]
    public void A_transformer_layer_is_as_worked_out()
    {
        ModelSummary summary = new TransformerEncoderLayer(16, 4, 32).Summary(m => m.Forward(Torch.Randn(7, 2, 16)));
        Expect(summary, "self_attn", "MultiheadAttention", [7, 2, 16], 1_088, 4 * 14 * 256 + 2 * 14 * 7 * 16);
        Expect(summary, "linear1", "Linear", [7, 2, 32], 544, 7_168);
        Expect(summary, "linear2", "Linear", [7, 2, 16], 528, 7_168);
        Expect(summary, "norm1", "LayerNorm", [7, 2, 16], 32, 224);
        Expect(summary, "", "TransformerEncoderLayer", [7, 2, 16], 2_224, 32_256);
        Assert.DoesNotContain(summary.Rows, row => row.IsUnused); // out_proj is within the attention
    }

    [Fact]
    public void Attention_with_sizes_of_its_own_is_as_worked_out()
    {
        var attention = new MultiheadAttention(8, 2, kdim: 5, vdim: 3, batchFirst: true, addBiasKv: true);
        ModelSummary summary = attention.Summary(m => m.Forward(Torch.Randn(2, 3, 8), Torch.Randn(2, 6, 5), Torch.Randn(2, 6, 3)));
        Assert.Equal(2 * 6 * 64 + 12 * 8 * (5 + 3) + 2 * 6 * 7 * 8, summary.MultiplyAdds);
    }

    [Fact]
    public void Other_kinds_are_as_worked_out()
    {
        Assert.Equal(2 * 4 * 5 * 5 * 6 * 9, new ConvTranspose2d(4, 6, 3, stride: 2).Summary(2, 4, 5, 5).MultiplyAdds);
        Assert.Equal(2 * 4 * 5 * 5 * 3 * 9, new ConvTranspose2d(4, 6, 3, groups: 2).Summary(2, 4, 5, 5).MultiplyAdds);
        Assert.Equal(2 * 6 * 3 * 2 * 9, new Conv1d(4, 6, 3, groups: 2, padding: 1).Summary(2, 4, 9).MultiplyAdds);
        Assert.Equal(7 * 4 * 2 * 3, new Bilinear(2, 3, 4).Summary(m => m.Forward(Torch.Randn(7, 2), Torch.Randn(7, 3))).MultiplyAdds);
        Assert.Equal(0, new Embedding(10, 4).Summary(Torch.Zeros([3], Dtype.Int64)).MultiplyAdds);
        Assert.Equal(24, new LayerNorm(4).Summary(2, 3, 4).MultiplyAdds);
        Assert.Equal(0, new BatchNorm1d(4, affine: false).Summary(3, 4).MultiplyAdds);
        Assert.Equal(0, new MaxPool2d(2).Summary(1, 1, 4, 4).MultiplyAdds);
        Assert.False(new Sequential().Summary(3).HasUnknownMultiplyAdds);
    }

    [Fact]
    public void Modules_of_ones_own_are_the_sum_of_what_can_be_seen()
    {
        ModelSummary summary = new Own().Summary(m => m.Forward(Torch.Ones(2, 3), twice: true));
        Expect(summary, "", "Own", [2, 4], 16 + 4 + 4 + 30, 2 * 2 * 12);
        Expect(summary, "linear", "Linear", [2, 4], 16, 2 * 2 * 12, calls: 2);
        Assert.True(Row(summary, "spare").IsUnused);
        Assert.Equal((1, true), (Row(summary, "scale").Calls!.Value, Row(summary, "scale").HasUnknownMultiplyAdds));
        Assert.Equal((null, true), (Row(summary, "hidden").Calls, Row(summary, "hidden").HasUnknownMultiplyAdds));
        Assert.True(summary.HasUnknownMultiplyAdds);
    }

    [Fact]
    public void What_is_shared_counts_once()
    {
        var linear = new Linear(4, 4);
        var tied = new Linear(4, 4, bias: false) { Weight = linear.Weight };
        ModelSummary summary = new Sequential(linear, new ReLU(), linear, tied).Summary(2, 4);
        Assert.Equal(20, summary.Parameters);
        Assert.Equal(3 * 32, summary.MultiplyAdds);
        Assert.Equal((2, 64L), (Row(summary, "0").Calls!.Value, Row(summary, "0").MultiplyAdds));
        Assert.Equal(("0", 0L), (Row(summary, "2").SharedWith, Row(summary, "2").MultiplyAdds));
        Assert.Equal(16, Row(summary, "3").Parameters);
    }

    [Fact]
    public void Parameters_that_are_not_trained_are_told_apart()
    {
        var net = new Sequential(new Linear(2, 3), new Linear(3, 4));
        ((Linear)net[0]).RequiresGrad_(false);
        ModelSummary summary = net.Summary(1, 2);
        Assert.Equal((25L, 16L, 9L), (summary.Parameters, summary.TrainableParameters, summary.NonTrainableParameters));
        Assert.Equal(0, Row(summary, "0").TrainableParameters);
    }

    [Fact]
    public void The_table_has_a_line_for_each_module_and_the_totals()
    {
        ModelSummary summary = new Sequential { new Linear(1, 10), new ReLU(), { "out", new Linear(10, 5) } }.Summary(2, 1);
        Assert.Equal("""
            Layer  Class       Output shape  Parameters  Mult-adds
            ------------------------------------------------------
            model  Sequential  (2, 5)                75        120
              0    Linear      (2, 10)               20         20
              1    ReLU        (2, 10)                0          0
              out  Linear      (2, 5)                55        100
            ------------------------------------------------------
            Parameters            75
              trainable           75
              not trainable       0
            Multiply-adds         120
            Inputs                8 bytes
            Parameters, buffers   300 bytes
            Outputs               200 bytes
            Estimated total       508 bytes

            """.ReplaceLineEndings("\n"), summary.ToString());
        Assert.Contains("not called", new Own().Summary(_ => null).ToString());
        Assert.Contains("+ ?", new Own().Summary(m => m.Forward(Torch.Ones(2, 3), twice: false)).ToString());
    }

    static readonly (string Python, Func<Module> Module)[] modules =
    [
        ("LSTM(10, 20, 2, bidirectional=True, proj_size=5)", () => new LSTM(10, 20, 2, bidirectional: true, projSize: 5)),
        ("GRU(3, 4)", () => new GRU(3, 4)),
        ("Transformer(16, 4, 2, 3, 32)", () => new Transformer(16, 4, 2, 3, 32)),
        ("MultiheadAttention(8, 2, kdim=5, vdim=3, add_bias_kv=True)",
            () => new MultiheadAttention(8, 2, kdim: 5, vdim: 3, addBiasKv: true)),
        ("Conv3d(4, 6, 3, groups=2)", () => new Conv3d(4, 6, 3, groups: 2)),
        ("ConvTranspose2d(4, 6, (3, 5), bias=False)", () => new ConvTranspose2d(4, 6, (3, 5), bias: false)),
        ("Bilinear(3, 4, 5)", () => new Bilinear(3, 4, 5)),
        ("GroupNorm(2, 6)", () => new GroupNorm(2, 6)),
        ("PReLU(7)", () => new PReLU(7)),
        ("Embedding(11, 3)", () => new Embedding(11, 3)),
    ];

    [SkippableFact]
    public void Pytorch_counts_as_many_parameters()
    {
        string counts = TorchPython.Run("torch", "import sys; from torch.nn import *\n"
            + "for m in sys.argv[1:]: print(sum(p.numel() for p in eval(m).parameters()))", [.. modules.Select(module => module.Python)]);
        Assert.Equal(counts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse),
            modules.Select(module => module.Module().Summary(_ => null).Parameters));
    }
}
