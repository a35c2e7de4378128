namespace NativeTorch.NN;

/// <summary>Sequences of different lengths without padding: the first elements of all, longest sequence first, then the second
/// ones of those that have one, and so on. <see cref="Utils.Rnn"/> makes it. PyTorch: <c>torch.nn.utils.rnn.PackedSequence</c>.</summary>
/// <param name="Data">(all elements, ...).</param>
/// <param name="BatchSizes">How many sequences have a first element, a second one, ...: int64, on the CPU.</param>
/// <param name="SortedIndices">Which of the sequences given stands first, second, ...; null where they were in order.</param>
/// <param name="UnsortedIndices">Where each of the sequences given stands now; null where they were in order.</param>
public sealed record PackedSequence(Tensor Data, Tensor BatchSizes, Tensor? SortedIndices = null, Tensor? UnsortedIndices = null)
{
    /// <summary>The same with the data in another dtype.</summary>
    public PackedSequence To(Dtype dtype) => this with { Data = Data.To(dtype) };

    /// <summary>The same with data and indices on another device.</summary>
    public PackedSequence To(Device device) =>
        this with { Data = Data.To(device), SortedIndices = SortedIndices?.To(device), UnsortedIndices = UnsortedIndices?.To(device) };
}
