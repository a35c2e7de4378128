namespace NativeTorch.Conformance;

/// <summary>What the command line asks for.</summary>
/// <param name="Golden">Whether the folder holds golden files instead of samples of ops.</param>
sealed record Options(string Directory, IReadOnlyList<string> Ops, bool Verbose, string? Parity, string Device, bool Golden)
{
    public const string Usage = "usage: dotnet run -c Release --project tests/conformance -- [golden] DIR [--op NAME[,NAME] ...] [--verbose] [--parity FILE] [--device cuda]";

    /// <summary>Reads the command line; null where it is not understood.</summary>
    public static Options? Parse(string[] args)
    {
        string? directory = null, parity = null;
        string device = "cpu";
        var ops = new List<string>();
        bool verbose = false, golden = args is ["golden", _, ..];
        for (int i = golden ? 1 : 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--verbose" or "-v":
                    verbose = true;
                    break;
                case "--op" when i + 1 < args.Length:
                    ops.AddRange(args[++i].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                    break;
                case "--parity" when i + 1 < args.Length:
                    parity = args[++i];
                    break;
                case "--device" when i + 1 < args.Length && args[i + 1] is "cpu" or "cuda":
                    device = args[++i];
                    break;
                case var path when directory is null && !path.StartsWith("--", StringComparison.Ordinal):
                    directory = path;
                    break;
                default:
                    return null;
            }
        }
        return directory is null ? null : new(directory, ops, verbose, parity, device, golden);
    }
}
