namespace NativeTorch.FormatFuzz;

/// <summary>A file that a reader neither read nor refused as it should.</summary>
sealed class FuzzFailure(FuzzTarget target, byte[] file, string problem, Exception? inner)
    : Exception($"{target.Name}, a file of {file.Length} bytes: {problem}", inner)
{
    public string Extension => target.Extension;

    public byte[] File => file;
}
