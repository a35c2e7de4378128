namespace NativeTorch;

/// <summary>Sizes that do not fit each other, or a shape that an op does not take.</summary>
public sealed class ShapeMismatchException : ArgumentException
{
    /// <summary>Creates the exception with the op's name and the shapes in <paramref name="message"/>.</summary>
    public ShapeMismatchException(string message) : base(message) { }
}
