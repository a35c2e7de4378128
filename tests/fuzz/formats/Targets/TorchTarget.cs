using NativeTorch.IO;
using NativeTorch.IO.TorchFiles;

namespace NativeTorch.FormatFuzz.Targets;

/// <summary>What is done with anything that is read as a file of torch.save: each way to look at it, and writing it again.</summary>
abstract class TorchTarget : FuzzTarget
{
    const int MostElements = 1 << 16, MostValues = 100;

    public override string Extension => ".pt";

    public override void Read(string path) => Use(Torch.Load(path));

    public override bool Expects(Exception exception) => exception is CheckpointFormatException
        or DeviceMismatchException; // a damaged location is another device

    protected static void Use(CheckpointValue root)
    {
        var open = new Stack<CheckpointValue>([root]);
        for (int seen = 0; seen < MostValues && open.TryPop(out CheckpointValue? value); seen++)
        {
            _ = value.ToString();
            if (value.Kind == CheckpointKind.Tensor && value.Get<Tensor>() is { Numel: <= MostElements } tensor)
                _ = tensor.To(Dtype.Float64).Sum();
            if (value.Kind is CheckpointKind.List or CheckpointKind.Tuple or CheckpointKind.Dictionary or CheckpointKind.Set
                && value.Count <= MostValues)
                foreach (CheckpointValue inner in value)
                    open.Push(inner);
        }
        Ask(root);
        if (root.Kind == CheckpointKind.Dictionary && root.Find("optimizer") is { } optimizer)
            Ask(optimizer);
        WriteAgain(root);
    }

    static void Ask(CheckpointValue value)
    {
        Action[] questions =
            [() => value.ToStateDict(), () => value.ToStateDictionary(), () => value.ToOptimizerState(), () => value.Get<int>()];
        foreach (Action ask in questions)
            try
            {
                ask();
            }
            catch (CheckpointFormatException)
            {
            }
    }

    static void WriteAgain(CheckpointValue root)
    {
        try
        {
            TorchPickleWriter.WriteAll(root.Value);
        }
        catch (ArgumentException e) when (e.Message.Contains("within each other") || e.Message.Contains("Unicode"))
        {
        }
    }
}
