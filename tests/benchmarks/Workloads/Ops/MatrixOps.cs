namespace NativeTorch.Benchmarks.Workloads.Ops;

static class MatrixOps
{
    public static OpTable All { get; } = new()
    {
        { "matmul", x => x[0].Matmul(x[1]) },
        { "linear", x => F.Linear(x[0], x[1], x[2]) },
    };
}
