namespace NativeTorch.FormatFuzz.Targets;

/// <summary>The form of torch.save before PyTorch 1.6.</summary>
sealed class PtLegacyTarget : TorchTarget
{
    public override string Name => "pt-legacy";

    public override IEnumerable<byte[]> Seeds() => [PyTorchSeeds.LegacyCheckpoint, PyTorchSeeds.LegacyTensors];
}
