namespace NativeTorch;

/// <summary>A matrix that is singular or not positive definite, or on which an algorithm does not converge.</summary>
/// <remarks>PyTorch: <c>torch.linalg.LinAlgError</c>.</remarks>
public sealed class LinAlgException : ArithmeticException
{
    /// <summary>Creates the exception with the op's name and what is wrong in <paramref name="message"/>.</summary>
    public LinAlgException(string message) : base(message) { }
}
