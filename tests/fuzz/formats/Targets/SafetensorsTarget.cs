using System.Text;
using NativeTorch.IO;

namespace NativeTorch.FormatFuzz.Targets;

sealed class SafetensorsTarget : FuzzTarget
{
    public override string Name => "safetensors";

    public override string Extension => ".safetensors";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Written.By(path => Safetensors.Save(path, new Dictionary<string, Tensor>
        {
            ["weight"] = Torch.Arange(12).To(Dtype.Float32).Reshape(3, 4), ["grün"] = Torch.Ones([2], Dtype.Bool),
            ["empty"] = Torch.Zeros(0, 3),
        }, new Dictionary<string, string> { ["epoch"] = "3" }));
        yield return Written.By(path => Safetensors.Save(path, []));
        // A length of its own for the header puts numbers at odd places.
        byte[] odd = Encoding.UTF8.GetBytes("""{"b":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]},"""
            + """ "x":{"dtype":"F16","shape":[2],"data_offsets":[3,7]}}""");
        yield return [.. BitConverter.GetBytes((long)odd.Length), .. odd, 0, 1, 7, 0, 60, 0, 64];
    }

    /// <summary>Reads the file, and maps it; both take the same files, and find the same numbers.</summary>
    public override void Read(string path)
    {
        using var file = SafetensorsFile.Open(path);
        OrderedDictionary<string, Tensor> tensors = Safetensors.Load(path);
        if (!file.Keys.SequenceEqual(tensors.Keys))
            throw new InvalidOperationException("the mapped file has other names");
        foreach ((string name, Tensor tensor) in tensors)
        {
            Tensor mapped = file[name];
            if (mapped.Dtype != tensor.Dtype
                || !mapped.To(Dtype.Float64).AllClose(tensor.To(Dtype.Float64), rtol: 0, atol: 0, equalNan: true))
                throw new InvalidOperationException($"{name} is another tensor when it is mapped");
            if (mapped.Dim > 0)
                _ = mapped.Slice(0, mapped.Size(0) / 2).To(Dtype.Float64).Sum();
        }
        _ = Safetensors.LoadMetadata(path);
    }

    public override bool Expects(Exception exception) => exception is CheckpointFormatException;
}
