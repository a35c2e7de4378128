namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>Elements that change their places.</summary>
static class MovementOps
{
    public static OpTable All { get; } = new()
    {
        { "slice", p => { int end = (int)p.Long("end"); return x => x[0][..end]; } },
        { "cat", x => Torch.Cat([x[0], x[1]]) },
        { "transpose", x => x[0].T.Contiguous() },
        { "permute", x => x[0].Permute(0, 3, 1, 2).Contiguous() },
        { "index_select", x => x[0].IndexSelect(0, x[1]) },
        { "gather", x => x[0].Gather(1, x[1]) },
        { "masked_select", x => x[0].MaskedSelect(x[1]) },
        { "scatter_add", x => x[0].ScatterAdd(0, x[1], x[2]) },
        { "embedding", x => F.Embedding(x[0], x[1]) },
    };
}
