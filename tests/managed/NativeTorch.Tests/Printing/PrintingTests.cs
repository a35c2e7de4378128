namespace NativeTorch.Tests;

/// <summary>Tensors print as PyTorch 1.13.1 prints them; the texts are its own.</summary>
public class PrintingTests
{
    [Theory, MemberData(nameof(Rows))]
    public void PrintsAsPyTorchDoes(string what, Func<Tensor> tensor, string expected) =>
        Assert.True(expected == tensor().ToString(), $"{what}: expected\n{expected}\ngot\n{tensor()}");

    [Fact]
    public void OptionsChangeTheFormat()
    {
        Tensor x = Torch.Tensor([1.12345f, 1000.5f]);
        Assert.Equal("tensor([   1.12, 1000.50])", x.ToString(new PrintOptions(Precision: 2)));
        Assert.Equal("tensor([1.1e+00, 1.0e+03])", x.ToString(new PrintOptions(Precision: 1, SciMode: true)));
        Assert.Equal("tensor([0, 1, 2,  ..., 7, 8, 9])", Torch.Arange(10).ToString(new PrintOptions(Threshold: 5)));
    }

    public static TheoryData<string, Func<Tensor>, string> Rows => new()
    {
        { "a scalar", () => Torch.Tensor(3.5), """
            tensor(3.5000)
            """ },
        { "an integer scalar", () => Torch.Tensor(-7), """
            tensor(-7)
            """ },
        { "a bool scalar", () => Torch.Tensor(true), """
            tensor(True)
            """ },
        { "integers as floats", () => Torch.Tensor([1f, 2f, -3f]), """
            tensor([ 1.,  2., -3.])
            """ },
        { "fractions", () => Torch.Tensor([0.1f, -2.5f, 1f / 3]), """
            tensor([ 0.1000, -2.5000,  0.3333])
            """ },
        { "float64", () => Torch.Tensor([0.1, 2.25]), """
            tensor([0.1000, 2.2500], dtype=torch.float64)
            """ },
        { "int64", () => Torch.Tensor(new long[,] { { 1, -20 }, { 300, 4 } }), """
            tensor([[  1, -20],
                    [300,   4]])
            """ },
        { "int32", () => Torch.Tensor([1, 2]), """
            tensor([1, 2], dtype=torch.int32)
            """ },
        { "bool", () => Torch.Tensor([true, false]), """
            tensor([ True, False])
            """ },
        { "uint8", () => Torch.Tensor<byte>([0, 255]), """
            tensor([  0, 255], dtype=torch.uint8)
            """ },
        { "float16", () => Torch.Tensor([0.1f, 1.5f], Dtype.Float16), """
            tensor([0.1000, 1.5000], dtype=torch.float16)
            """ },
        { "bfloat16", () => Torch.Tensor([0.1f, 1.5f], Dtype.BFloat16), """
            tensor([0.1001, 1.5000], dtype=torch.bfloat16)
            """ },
        { "a large ratio", () => Torch.Tensor([1f, 2000f]), """
            tensor([1.0000e+00, 2.0000e+03])
            """ },
        { "a large ratio of fractions", () => Torch.Tensor([0.001f, 12.5f]), """
            tensor([1.0000e-03, 1.2500e+01])
            """ },
        { "small fractions", () => Torch.Tensor([0.00001f, 0.00002f]), """
            tensor([1.0000e-05, 2.0000e-05])
            """ },
        { "large numbers", () => Torch.Tensor([1e10f, -2e10f]), """
            tensor([ 1.0000e+10, -2.0000e+10])
            """ },
        { "large fractions", () => Torch.Tensor([123456.78, 2e5]), """
            tensor([123456.7800, 200000.0000], dtype=torch.float64)
            """ },
        { "a tie is rounded to even", () => Torch.Tensor([100005.0, 1.0]), """
            tensor([1.0000e+05, 1.0000e+00], dtype=torch.float64)
            """ },
        { "a tie in the fourth digit", () => Torch.Tensor([0.03125f, 0.09375f]), """
            tensor([0.0312, 0.0938])
            """ },
        { "nan and inf", () => Torch.Tensor([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1.5f]), """
            tensor([   nan,    inf,   -inf, 1.5000])
            """ },
        { "nan and integers", () => Torch.Tensor([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 2f]), """
            tensor([nan, inf, -inf, 2.])
            """ },
        { "only nan", () => Torch.Tensor([float.NaN, float.NaN]), """
            tensor([nan, nan])
            """ },
        { "zeros", () => Torch.Zeros(2, 3), """
            tensor([[0., 0., 0.],
                    [0., 0., 0.]])
            """ },
        { "negative zero", () => Torch.Tensor([-0f, 0f, 0.5f]), """
            tensor([-0.0000, 0.0000, 0.5000])
            """ },
        { "a three-digit exponent", () => Torch.Tensor([1e-200, 1e150]), """
            tensor([1.0000e-200, 1.0000e+150], dtype=torch.float64)
            """ },
        { "empty", () => Torch.Empty(0), """
            tensor([])
            """ },
        { "empty of int64", () => Torch.Zeros([0], Dtype.Int64), """
            tensor([], dtype=torch.int64)
            """ },
        { "empty with a shape", () => Torch.Zeros(0, 3), """
            tensor([], size=(0, 3))
            """ },
        { "three dimensions", () => Torch.Arange(12.0).Reshape(2, 3, 2), """
            tensor([[[ 0.,  1.],
                     [ 2.,  3.],
                     [ 4.,  5.]],

                    [[ 6.,  7.],
                     [ 8.,  9.],
                     [10., 11.]]])
            """ },
        { "four dimensions", () => Torch.Arange(8).Reshape(2, 1, 2, 2), """
            tensor([[[[0, 1],
                      [2, 3]]],


                    [[[4, 5],
                      [6, 7]]]])
            """ },
        { "lines are wrapped", () => Torch.Arange(30.0), """
            tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,
                    14., 15., 16., 17., 18., 19., 20., 21., 22., 23., 24., 25., 26., 27.,
                    28., 29.])
            """ },
        { "rows are wrapped", () => Torch.Arange(50).Reshape(2, 25) * 1000, """
            tensor([[    0,  1000,  2000,  3000,  4000,  5000,  6000,  7000,  8000,  9000,
                     10000, 11000, 12000, 13000, 14000, 15000, 16000, 17000, 18000, 19000,
                     20000, 21000, 22000, 23000, 24000],
                    [25000, 26000, 27000, 28000, 29000, 30000, 31000, 32000, 33000, 34000,
                     35000, 36000, 37000, 38000, 39000, 40000, 41000, 42000, 43000, 44000,
                     45000, 46000, 47000, 48000, 49000]])
            """ },
        { "a long vector", () => Torch.Arange(1001), """
            tensor([   0,    1,    2,  ...,  998,  999, 1000])
            """ },
        { "a thousand is not long", () => Torch.Ones(1000)[990..], """
            tensor([1., 1., 1., 1., 1., 1., 1., 1., 1., 1.])
            """ },
        { "a large matrix", () => Torch.Arange(2500.0).Reshape(50, 50), """
            tensor([[0.0000e+00, 1.0000e+00, 2.0000e+00,  ..., 4.7000e+01, 4.8000e+01,
                     4.9000e+01],
                    [5.0000e+01, 5.1000e+01, 5.2000e+01,  ..., 9.7000e+01, 9.8000e+01,
                     9.9000e+01],
                    [1.0000e+02, 1.0100e+02, 1.0200e+02,  ..., 1.4700e+02, 1.4800e+02,
                     1.4900e+02],
                    ...,
                    [2.3500e+03, 2.3510e+03, 2.3520e+03,  ..., 2.3970e+03, 2.3980e+03,
                     2.3990e+03],
                    [2.4000e+03, 2.4010e+03, 2.4020e+03,  ..., 2.4470e+03, 2.4480e+03,
                     2.4490e+03],
                    [2.4500e+03, 2.4510e+03, 2.4520e+03,  ..., 2.4970e+03, 2.4980e+03,
                     2.4990e+03]])
            """ },
        { "a large cube", () => Torch.Arange(8000).Reshape(20, 20, 20), """
            tensor([[[   0,    1,    2,  ...,   17,   18,   19],
                     [  20,   21,   22,  ...,   37,   38,   39],
                     [  40,   41,   42,  ...,   57,   58,   59],
                     ...,
                     [ 340,  341,  342,  ...,  357,  358,  359],
                     [ 360,  361,  362,  ...,  377,  378,  379],
                     [ 380,  381,  382,  ...,  397,  398,  399]],

                    [[ 400,  401,  402,  ...,  417,  418,  419],
                     [ 420,  421,  422,  ...,  437,  438,  439],
                     [ 440,  441,  442,  ...,  457,  458,  459],
                     ...,
                     [ 740,  741,  742,  ...,  757,  758,  759],
                     [ 760,  761,  762,  ...,  777,  778,  779],
                     [ 780,  781,  782,  ...,  797,  798,  799]],

                    [[ 800,  801,  802,  ...,  817,  818,  819],
                     [ 820,  821,  822,  ...,  837,  838,  839],
                     [ 840,  841,  842,  ...,  857,  858,  859],
                     ...,
                     [1140, 1141, 1142,  ..., 1157, 1158, 1159],
                     [1160, 1161, 1162,  ..., 1177, 1178, 1179],
                     [1180, 1181, 1182,  ..., 1197, 1198, 1199]],

                    ...,

                    [[6800, 6801, 6802,  ..., 6817, 6818, 6819],
                     [6820, 6821, 6822,  ..., 6837, 6838, 6839],
                     [6840, 6841, 6842,  ..., 6857, 6858, 6859],
                     ...,
                     [7140, 7141, 7142,  ..., 7157, 7158, 7159],
                     [7160, 7161, 7162,  ..., 7177, 7178, 7179],
                     [7180, 7181, 7182,  ..., 7197, 7198, 7199]],

                    [[7200, 7201, 7202,  ..., 7217, 7218, 7219],
                     [7220, 7221, 7222,  ..., 7237, 7238, 7239],
                     [7240, 7241, 7242,  ..., 7257, 7258, 7259],
                     ...,
                     [7540, 7541, 7542,  ..., 7557, 7558, 7559],
                     [7560, 7561, 7562,  ..., 7577, 7578, 7579],
                     [7580, 7581, 7582,  ..., 7597, 7598, 7599]],

                    [[7600, 7601, 7602,  ..., 7617, 7618, 7619],
                     [7620, 7621, 7622,  ..., 7637, 7638, 7639],
                     [7640, 7641, 7642,  ..., 7657, 7658, 7659],
                     ...,
                     [7940, 7941, 7942,  ..., 7957, 7958, 7959],
                     [7960, 7961, 7962,  ..., 7977, 7978, 7979],
                     [7980, 7981, 7982,  ..., 7997, 7998, 7999]]])
            """ },
        { "tall and narrow", () => Torch.Arange(1200).Reshape(400, 3), """
            tensor([[   0,    1,    2],
                    [   3,    4,    5],
                    [   6,    7,    8],
                    ...,
                    [1191, 1192, 1193],
                    [1194, 1195, 1196],
                    [1197, 1198, 1199]])
            """ },
        { "short and wide", () => Torch.Arange(1200).Reshape(3, 400), """
            tensor([[   0,    1,    2,  ...,  397,  398,  399],
                    [ 400,  401,  402,  ...,  797,  798,  799],
                    [ 800,  801,  802,  ..., 1197, 1198, 1199]])
            """ },
        { "a transposed view", () => Torch.Arange(6).Reshape(2, 3).T, """
            tensor([[0, 3],
                    [1, 4],
                    [2, 5]])
            """ },
        { "requires_grad", () => Torch.Ones([2], null, requiresGrad: true), """
            tensor([1., 1.], requires_grad=True)
            """ },
        { "grad_fn", () => Torch.Ones([2], null, requiresGrad: true) + 1, """
            tensor([2., 2.], grad_fn=<AddBackward0>)
            """ },
        { "grad_fn of a view", () => Torch.Ones([2, 2], null, requiresGrad: true).Transpose(0, 1), """
            tensor([[1., 1.],
                    [1., 1.]], grad_fn=<TransposeBackward0>)
            """ },
        { "dtype and grad", () => Torch.Ones([2], Dtype.Float64, requiresGrad: true), """
            tensor([1., 1.], dtype=torch.float64, requires_grad=True)
            """ },
        { "a suffix on its own line", () => (Torch.Arange(9.0, dtype: Dtype.Float64, requiresGrad: true) * 1.5) + 10000, """
            tensor([10000.0000, 10001.5000, 10003.0000, 10004.5000, 10006.0000, 10007.5000,
                    10009.0000, 10010.5000, 10012.0000], dtype=torch.float64,
                   grad_fn=<AddBackward0>)
            """ },
    };
}
