namespace NativeTorch;

/// <summary>CUDA, or one of its libraries, failed.</summary>
public sealed class CudaException : Exception
{
    /// <summary>Creates the exception with CUDA's own words in <paramref name="message"/>.</summary>
    public CudaException(string message) : base(message) { }
}
