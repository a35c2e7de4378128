namespace NativeTorch.Conformance.Binding;

/// <summary>What a call passes, with tensors made: by position and by PyTorch's names.</summary>
sealed record Arguments(IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>Without the argument at a position.</summary>
    public Arguments Without(int position) => this with { Positional = [.. Positional.Where((_, i) => i != position)] };

    /// <summary>Without the argument of a name.</summary>
    public Arguments Without(string name) => this with { Named = Named.Where(p => p.Key != name).ToDictionary() };

    /// <summary>With an argument by name.</summary>
    public Arguments With(string name, object? value) => this with { Named = new Dictionary<string, object?>(Named) { [name] = value } };
}
