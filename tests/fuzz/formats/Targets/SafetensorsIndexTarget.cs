using System.Text;
using NativeTorch.IO;

namespace NativeTorch.FormatFuzz.Targets;

/// <summary>The index is damaged; the files that it should name are right.</summary>
sealed class SafetensorsIndexTarget : FuzzTarget
{
    static readonly byte[][] shards =
    [
        Written.By(path => Safetensors.Save(path, new Dictionary<string, Tensor> { ["a"] = Torch.Ones(3), ["b"] = Torch.Arange(2) })),
        Written.By(path => Safetensors.Save(path, new Dictionary<string, Tensor> { ["c"] = Torch.Ones([2], Dtype.Bool) })),
    ];

    public override string Name => "safetensors-index";

    public override string Extension => ".safetensors.index.json";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.UTF8.GetBytes("""
            {
              "metadata": { "total_size": 30, "note": "grün" },
              "weight_map": { "a": "x-1.safetensors", "b": "x-1.safetensors", "c": "x-2.safetensors" }
            }
            """);
        yield return """{"weight_map":{"c":"x-2.safetensors"}}"""u8.ToArray();
        yield return """{"weight_map":{}}"""u8.ToArray();
    }

    public override void Read(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        for (int i = 0; i < shards.Length; i++)
            File.WriteAllBytes(Path.Combine(folder, $"x-{i + 1}.safetensors"), shards[i]);
        using var file = SafetensorsFile.Open(path);
        foreach ((string name, Tensor tensor) in Safetensors.Load(path))
            if (!Torch.Equal(tensor, file[name]))
                throw new InvalidOperationException($"{name} is another tensor when it is mapped");
    }

    public override bool Expects(Exception exception) => exception is CheckpointFormatException;
}
