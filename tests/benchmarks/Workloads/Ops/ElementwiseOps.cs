namespace NativeTorch.Benchmarks.Workloads.Ops;

static class ElementwiseOps
{
    public static OpTable All { get; } = new()
    {
        { "add", x => x[0] + x[1] },
        { "mul", x => x[0] * x[1] },
        { "mul_number", x => x[0] * 1.5 },
        { "add_", x => x[0].Add_(x[1]) },
        { "relu", x => x[0].Relu() },
        { "exp", x => x[0].Exp() },
        { "tanh", x => x[0].Tanh() },
        { "sigmoid", x => x[0].Sigmoid() },
        { "gelu", x => F.Gelu(x[0]) },
        { "where", x => x[1].Where(x[0], x[2]) },
        { "less", x => x[0] < x[1] },
        { "copy", x => x[0].Clone() },
        { "to_bfloat16", x => x[0].To(Dtype.BFloat16) },
        { "to_float64", x => x[0].To(Dtype.Float64) },
        { "chain10", x => (((x[0] + x[1]) * 0.5).Relu() - x[1]).Tanh().Mul(x[1]).Add(x[0]).Sigmoid().Mul(2).Sub(x[1]) },
    };
}
