namespace NativeTorch.Conformance.Binding;

/// <summary>A case's call has no counterpart in the public API.</summary>
sealed class BindingException(string message, bool refusedByType = false) : Exception(message)
{
    /// <summary>The names and the number of arguments fit, but no overload takes values of these types: what PyTorch's parser
    /// answers with a TypeError, and C# with an error of the compiler.</summary>
    public bool RefusedByType { get; } = refusedByType;
}
