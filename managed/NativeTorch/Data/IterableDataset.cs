namespace NativeTorch.Data;

/// <summary>A stream of samples that are tensors, such as an input and a target.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.IterableDataset</c>. With workers, see <see cref="IterableDataset{T}"/>.</remarks>
public abstract class IterableDataset : IterableDataset<IReadOnlyList<Tensor>>;
