namespace NativeTorch.IO;

/// <summary>A pickle that names something other than the few functions and classes that are read: code, which is not run. Python's pickles
/// can call any function; here only those that build tensors, numbers and containers are known, and nothing else is looked up.</summary>
public sealed class UnsafePickleException : CheckpointFormatException
{
    internal UnsafePickleException(string path, string global, string? hint = null)
        : base(path, $"the pickle names {Quote(global)}, which is not allowed: nothing of it was run{(hint is null ? "" : "; " + hint)}")
        => Global = global;

    /// <summary>What the pickle names, such as "posix.system".</summary>
    public string Global { get; }

    static string Quote(string global) => global.Length <= 200 ? $"\"{global}\"" : $"\"{global[..200]}...\"";
}
