using NativeTorch.NN;

namespace NativeTorch.Tests;

/// <summary>Derivatives of ops whose samples in the conformance data are no place for finite differences: places that repeat,
/// a power of zero, empty matrices.</summary>
public class GradCheckOfOpsTests
{
    static Tensor Random(params long[] sizes) => Torch.Randn(sizes, Dtype.Float64, generator: new Generator(3)).RequiresGrad_();

    public static TheoryData<string, Func<Tensor[], Tensor[]>, Tensor[]> Cases => new()
    {
        { "index_put", xs => [(xs[0] * 1).IndexPut_([Torch.Tensor([2L, 0])], xs[1])], [Random(4, 2), Random(2, 2)] },
        { "max_unpool1d", xs => [Unpooled(xs[0])], [Random(1, 2, 6)] },
        { "rpow", xs => [Torch.Pow(2.5, xs[0]) * Torch.Pow(xs[0].Exp(), xs[1])], [Random(3), Random(3)] },
        { "svd", xs => Decomposed(xs[0]), [Random(3, 2)] },
        { "as_strided_scatter", xs => [xs[0].AsStridedScatter(xs[1], [2, 2], [3, 1], 1)], [Random(8), Random(2, 2)] },
    };

    static Tensor Unpooled(Tensor x)
    {
        var (values, indices) = F.MaxPool1dWithIndices(x, 2);
        return F.MaxUnpool1d(values, indices, 2);
    }

    /// <summary>What does not depend on the signs of the singular vectors.</summary>
    static Tensor[] Decomposed(Tensor x)
    {
        var (u, s, v) = x.Svd();
        return [s, (u * s.Sin()).Matmul(v.T)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agree(string op, Func<Tensor[], Tensor[]> function, Tensor[] inputs)
    {
        GradCheckReport first = Autograd.GradCheck(function, inputs), second = Autograd.GradGradCheck(function, inputs);
        Assert.True(first.Passed && second.Passed, $"{op}: {first}; {second}");
    }
}
