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
            ["weight"] = Torch.Arange(12).To(Dtype.Float32).Reshape(3, 4), ["grün"] = Torch.Ones([2], Dtype.Bool), ["empty"] = Torch.Zeros(0, 3),
        }, new Dictionary<string, string> { ["epoch"] = "3" }));
        yield return Written.By(path => Safetensors.Save(path, []));
    }

    public override void Read(string path)
    {
        foreach (Tensor tensor in Safetensors.Load(path).Values)
            _ = tensor.To(Dtype.Float64).Sum();
        _ = Safetensors.LoadMetadata(path);
    }

    public override bool Expects(Exception exception) => exception is CheckpointFormatException;
}
