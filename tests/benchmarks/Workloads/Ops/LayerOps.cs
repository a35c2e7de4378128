namespace NativeTorch.Benchmarks.Workloads.Ops;

static class LayerOps
{
    public static OpTable All { get; } = new()
    {
        { "softmax", p => { long dim = p.Long("dim"); return x => x[0].Softmax(dim); } },
        { "log_softmax", p => { long dim = p.Long("dim"); return x => x[0].LogSoftmax(dim); } },
        { "cross_entropy", x => F.CrossEntropy(x[0], x[1]) },
        { "layer_norm", x => F.LayerNorm(x[0], x[1].Shape, x[1], x[2]) },
        { "batch_norm", x => F.BatchNorm(x[0], weight: x[1], bias: x[2], training: true) },
        { "max_pool2d", x => F.MaxPool2d(x[0], 2) },
        {
            "conv2d", p =>
            {
                long stride = p.Long("stride"), padding = p.Long("padding"), groups = p.Long("groups");
                return x => F.Conv2d(x[0], x[1], x[2], stride: stride, padding: padding, groups: groups);
            }
        },
    };
}
