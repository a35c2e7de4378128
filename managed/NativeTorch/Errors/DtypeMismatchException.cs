namespace NativeTorch;

/// <summary>A dtype for which an op is not defined, or a C# type that is not a tensor's element type.</summary>
public sealed class DtypeMismatchException : ArgumentException
{
    /// <summary>Creates the exception with the op's name and the dtypes in <paramref name="message"/>.</summary>
    public DtypeMismatchException(string message) : base(message) { }
}
