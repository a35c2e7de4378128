namespace NativeTorch.NN;

/// <summary>One module in a <see cref="ModelSummary"/>; numbers are those of the module with all that it holds.</summary>
/// <param name="Name">Its name in the model, "encoder.0"; "" for the model itself.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Depth">How many modules it is within.</param>
/// <param name="Calls">How often it ran; null where that cannot be seen: a module that is no <see cref="Layer"/> has no hooks.</param>
/// <param name="InputShape">Its input's shape at the first call; null where it is not known.</param>
/// <param name="OutputShape">Its output's shape at the first call; null where it is not known.</param>
/// <param name="Parameters">How many numbers it learns or holds as parameters, each once.</param>
/// <param name="TrainableParameters">How many of them are trained.</param>
/// <param name="MultiplyAdds">Products that are added up, over all calls.</param>
/// <param name="HasUnknownMultiplyAdds">Whether there is a layer of one's own in it, whose work is not counted.</param>
/// <param name="OutputBytes">Bytes that its calls, and those of what it holds, gave out; an output over the input's memory has
/// none.</param>
/// <param name="SharedWith">Where the same module stands above; its numbers are counted there, and are 0 here.</param>
public sealed record ModelSummaryRow(string Name, string ClassName, int Depth, int? Calls, Shape? InputShape, Shape? OutputShape,
    long Parameters, long TrainableParameters, long MultiplyAdds, bool HasUnknownMultiplyAdds, long OutputBytes, string? SharedWith)
{
    /// <summary>Whether the module is there, and did not run.</summary>
    public bool IsUnused => Calls == 0;
}
