using NativeTorch.Interop;

namespace NativeTorch.IO.TorchFiles;

/// <summary>The storages behind tensors that are saved. Of a storage, what lies between the first and the last element that any of its
/// tensors shows is written, once.</summary>
sealed class SavedStorages
{
    readonly Dictionary<(Device, nint, Dtype), SavedStorage> byAddress = [];
    readonly List<SavedStorage> all = [];

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<SavedStorage> All => all;

    /// <summary>The storage of a tensor, which is extended to all that the tensor shows.</summary>
    public SavedStorage Add(Tensor tensor)
    {
        NtTensorInfo info = tensor.Info();
        if (info.Numel == 0)
            return New(tensor);
        // Tensors that share a storage differ in where they begin, not in where their storage does.
        var key = (tensor.Device, (nint)DataOf(info) - (nint)(info.StorageOffset * tensor.Dtype.ItemSize), tensor.Dtype);
        if (!byAddress.TryGetValue(key, out SavedStorage? storage))
            byAddress[key] = storage = New(tensor);
        storage.Extend(tensor, info.StorageOffset);
        return storage;
    }

    SavedStorage New(Tensor tensor)
    {
        var storage = new SavedStorage(FormattableString.Invariant($"{all.Count}"), tensor);
        all.Add(storage);
        return storage;
    }

    static unsafe nint DataOf(NtTensorInfo info) => (nint)info.Data;
}

/// <summary>One storage: its name in the file, and the elements that are used.</summary>
/// <param name="key">The name.</param>
/// <param name="tensor">A tensor of it; it keeps the memory, so that no other storage gets the same address meanwhile.</param>
sealed class SavedStorage(string key, Tensor tensor)
{
    long end;

    public string Key => key;

    public Dtype Dtype { get; } = tensor.Dtype;

    public Device Device { get; } = tensor.Device;

    /// <summary>The first element that is used, in the storage as it is in memory.</summary>
    public long Begin { get; private set; } = long.MaxValue;

    public long Count => end == 0 ? 0 : end - Begin;

    public void Extend(Tensor view, long offset)
    {
        Begin = Math.Min(Begin, offset);
        end = Math.Max(end, offset + 1 + view.Shape.Zip(view.Strides, (size, stride) => (size - 1) * stride).Sum());
    }

    /// <summary>Writes the elements as they lie in memory: only what is on a GPU is copied.</summary>
    public void Write(Stream stream)
    {
        if (Count == 0)
            return;
        using var noGrad = Torch.NoGrad();
        using Tensor elements = tensor.AsStrided([Count], [1], Begin);
        TensorBytes.Write(stream, elements);
    }
}
