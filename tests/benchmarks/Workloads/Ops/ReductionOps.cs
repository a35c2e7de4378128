using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>Over everything, or over one dimension where the case has a "dim".</summary>
static class ReductionOps
{
    public static OpTable All { get; } = new()
    {
        { "sum", Either(x => x.Sum(), (x, dim) => x.Sum(dim)) },
        { "mean", Either(x => x.Mean(), (x, dim) => x.Mean(dim)) },
        { "max", Either(x => x.Max(), (x, dim) => x.Max(dim).Values) },
        { "argmax", Either(x => x.ArgMax(), (x, dim) => x.ArgMax(dim)) },
        { "var", Either(x => x.Var(), (x, dim) => x.Var(dim)) },
        { "norm", Either(x => x.Norm(), (x, dim) => x.Norm(2, dim)) },
        { "cumsum", p => { long dim = p.Long("dim"); return x => x[0].Cumsum(dim); } },
        { "sort", p => { long dim = p.Long("dim"); return x => x[0].Sort(dim).Values; } },
        { "topk", p => { long k = p.Long("k"); return x => x[0].TopK(k).Values; } },
    };

    static Func<Parameters, Func<Tensor[], Tensor>> Either(Func<Tensor, Tensor> all, Func<Tensor, long, Tensor> along) => p =>
    {
        if (!p.ContainsKey("dim"))
            return x => all(x[0]);
        long dim = p.Long("dim");
        return x => along(x[0], dim);
    };
}
