using NativeTorch.Benchmarks.Protocol;
using NativeTorch.IO;

namespace NativeTorch.Benchmarks.Workloads.Files;

/// <summary>What is done with a checkpoint, each time anew: files are mapped and memory asked for in each repetition.</summary>
sealed class FileWorkload : Workload
{
    readonly CheckpointFile file;
    readonly Action run;
    byte[]? buffer;

    public FileWorkload(string op, Parameters parameters, string variant)
    {
        file = new(parameters);
        run = (op, variant) switch
        {
            ("file.open", _) => Open,
            ("file.load", "Safetensors.Load") => () => Load(mapped: false),
            ("file.load", "plain read") => PlainRead,
            ("file.sum", var way) => () => Sum(mapped: way == "mapped"),
            _ => throw new NotSupportedException($"{op} in the way {variant}"),
        };
    }

    public static IEnumerable<KeyValuePair<string, WorkloadMaker>> Workloads { get; } =
        new[] { "file.open", "file.load", "file.sum" }.Select(op => KeyValuePair.Create<string, WorkloadMaker>(op,
            (parameters, variant) => new FileWorkload(op, parameters, variant)));

    /// <summary>The first tensor and the last, whichever way it is.</summary>
    public override CheckValues[] Check()
    {
        OrderedDictionary<string, Tensor> tensors = Safetensors.Load(file.Path, mapped: true);
        run();
        return [Values.Of(tensors["0"]), Values.Of(tensors[$"{file.Tensors - 1}"])];
    }

    public override void Run(long repeat)
    {
        for (long i = 0; i < repeat; i++)
            run();
    }

    void Open()
    {
        using var opened = SafetensorsFile.Open(file.Path);
        using Tensor last = opened[opened.Keys[^1]];
        if (opened.Keys.Count != file.Tensors || last.Numel != file.Numel)
            throw new InvalidOperationException("another file");
    }

    void Load(bool mapped)
    {
        using var scope = new TensorScope();
        if (Safetensors.Load(file.Path, mapped: mapped).Count != file.Tensors)
            throw new InvalidOperationException("another file");
    }

    void Sum(bool mapped)
    {
        using var scope = new TensorScope();
        double sum = Safetensors.Load(file.Path, mapped: mapped).Values.Sum(tensor => tensor.Sum().Item<double>());
        if (!(sum > 0))
            throw new InvalidOperationException("another file");
    }

    /// <summary>The bytes, into memory that is there already: what the system can do at best.</summary>
    void PlainRead()
    {
        buffer ??= new byte[8 << 20];
        using var handle = File.OpenHandle(file.Path, options: FileOptions.SequentialScan);
        long at = 0;
        for (int read; (read = RandomAccess.Read(handle, buffer, at)) > 0;)
            at += read;
    }
}
