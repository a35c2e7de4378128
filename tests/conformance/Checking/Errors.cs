namespace NativeTorch.Conformance.Checking;

/// <summary>Which exceptions are an op's answer to a wrong call.</summary>
static class Errors
{
    /// <summary>Ours, and .NET's for wrong arguments; not what says that something is missing or broken.</summary>
    public static bool IsTyped(Exception e) => e switch
    {
        NativeFaultException or NativeTorchLoadException or NativeOutOfMemoryException => false,
        UnsupportedOpException => !e.Message.Contains("not implemented", StringComparison.Ordinal),
        ArgumentException or AutogradException or CudaException => true,
        _ => e.GetType().Assembly == typeof(Tensor).Assembly,
    };

    /// <summary>An exception in a line.</summary>
    public static string Short(Exception e) => $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}"
        + (IsTyped(e) || e is UnsupportedOpException ? "" : Where(e));

    static string Where(Exception e) => e.StackTrace?.Split('\n').FirstOrDefault() is { } line ? " " + line.Trim() : "";
}
