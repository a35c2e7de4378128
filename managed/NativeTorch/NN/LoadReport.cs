namespace NativeTorch.NN;

/// <summary>How a state dict fitted a module.</summary>
/// <param name="Missing">Names that the module has and the state dict lacks.</param>
/// <param name="Unexpected">Names that the state dict has and the module lacks.</param>
/// <param name="Mismatched">Names whose shapes differ.</param>
public sealed record LoadReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<ShapeMismatch> Mismatched)
{
    /// <summary>Whether every name was there, with the right shape, and no other.</summary>
    public bool IsComplete => Missing.Count + Unexpected.Count + Mismatched.Count == 0;
}

/// <summary>A parameter or buffer whose shape in a state dict is another one than in the module.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expected">Its shape in the module.</param>
/// <param name="Found">Its shape in the state dict.</param>
public sealed record ShapeMismatch(string Name, Shape Expected, Shape Found);
