namespace NativeTorch;

/// <summary>A gradient that cannot be computed: the graph is gone, a saved tensor was changed in place, no gradient is asked
/// for, or an op has none.</summary>
public sealed class AutogradException : InvalidOperationException
{
    /// <summary>Creates the exception with the reason in <paramref name="message"/>.</summary>
    public AutogradException(string message) : base(message) { }
}
