using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Golden.Python;

/// <summary>What names stand for.</summary>
sealed class Scope(Func<string, object?> globals)
{
    /// <summary>The value of a name.</summary>
    /// <exception cref="MalformedCaseException">There is none.</exception>
    public object? this[string name] => globals(name);

    /// <summary>These names, with one more.</summary>
    public Scope With(string name, object? value) => new(other => other == name ? value : globals(other));
}

/// <summary>Something with names behind a dot: a Python module.</summary>
sealed record Namespace(string Name, Func<string, object?> Member);
