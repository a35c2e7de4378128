namespace NativeTorch;

/// <summary>The order of the first two dimensions of <see cref="Torch.Meshgrid"/>.</summary>
public enum MeshgridIndexing
{
    /// <summary>Dimension 0 belongs to the first vector: rows, then columns.</summary>
    Ij,

    /// <summary>Dimension 1 belongs to the first vector: x, then y.</summary>
    Xy,
}
