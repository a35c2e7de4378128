namespace NativeTorch.FormatFuzz.Targets;

/// <summary>The zip form of torch.save. Half of the files get checksums that are right, so that the damage is met behind them.</summary>
sealed class PtTarget : TorchTarget
{
    public override string Name => "pt";

    public override IEnumerable<byte[]> Seeds()
    {
        Tensor numbers = Torch.Arange(6).To(Dtype.Float32).Reshape(2, 3);
        yield return Written.By(path => Torch.Save(new Dictionary<string, object?>
        {
            ["model"] = new Dictionary<string, Tensor>
            {
                ["w"] = new NN.Parameter(numbers), ["row"] = numbers[1], ["mask"] = Torch.Ones([3], Dtype.Bool),
            },
            ["epoch"] = 3, ["best"] = (0.5, "grün"), ["bytes"] = new byte[] { 1, 2 },
        }, path));
        yield return Written.By(path => Torch.Save(Torch.Zeros([0, 2], Dtype.BFloat16), path));
        yield return PyTorchSeeds.DeflatedTensors;
    }

    public override byte[] Repair(byte[] file) => file.Length % 2 == 0 ? ZipRepair.Checksums(file) : file;
}
