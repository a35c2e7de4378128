namespace NativeTorch.Data;

/// <summary>What a loader loads from: samples found by number (<see cref="Dataset{T}"/>) or a stream (<see cref="IterableDataset{T}"/>).</summary>
public interface IDataset
{
    /// <summary>How many samples there are. PyTorch: <c>len(dataset)</c>.</summary>
    /// <exception cref="NotSupportedException">A stream that does not know.</exception>
    long Count { get; }
}
