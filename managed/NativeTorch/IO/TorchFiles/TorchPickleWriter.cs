using NativeTorch.IO.Pickle;
using NativeTorch.NN;

namespace NativeTorch.IO.TorchFiles;

/// <summary>Writes tensors, parameters, dtypes and devices as PyTorch does: calls of its functions, and references to storages that
/// lie beside the pickle.</summary>
/// <param name="storages">Where storages get their names and extents, which are whole after a first pass over all values.</param>
/// <param name="known">The storages of the tensors, in a second pass, whose pickle is the one that counts.</param>
sealed class TorchPickleWriter(SavedStorages storages, IReadOnlyDictionary<Tensor, SavedStorage>? known = null) : PickleWriter
{
    readonly Dictionary<Tensor, SavedStorage> found = new(ReferenceEqualityComparer.Instance);

    /// <summary>The pickle, and the storages whose contents belong to it.</summary>
    public static (byte[] Pickle, IReadOnlyList<SavedStorage> Storages) WriteAll(object? value)
    {
        var storages = new SavedStorages();
        var first = new TorchPickleWriter(storages);
        first.Write(value);
        return (new TorchPickleWriter(storages, first.found).Write(value), storages.All);
    }

    protected override void SaveOther(object value)
    {
        switch (value)
        {
            case Tensor tensor:
                SaveTensor(tensor);
                break;
            case Dtype dtype:
                SaveGlobal("torch", dtype.TorchName);
                break;
            case Device device:
                SaveCall("torch", "device", () => SaveTuple(device.Type == DeviceType.Cpu ? ["cpu"] : ["cuda", (long)device.Index]));
                break;
            default:
                base.SaveOther(value);
                break;
        }
    }

    void SaveTensor(Tensor tensor)
    {
        if (tensor is Parameter parameter)
            SaveCall("torch._utils", "_rebuild_parameter", () =>
            {
                Put(PickleOpcode.Mark);
                SaveData(parameter, requiresGrad: false);
                Save(parameter.RequiresGrad);
                SaveEmptyOrderedDict();
                Put(PickleOpcode.Tuple);
            });
        else
            SaveData(tensor, tensor.RequiresGrad);
        Remember(tensor);
    }

    void SaveData(Tensor tensor, bool requiresGrad) => SaveCall("torch._utils", "_rebuild_tensor_v2", () =>
    {
        SavedStorage storage = StorageOf(tensor);
        Put(PickleOpcode.Mark);
        Put(PickleOpcode.Mark);
        Save("storage");
        SaveGlobal("torch", StorageType.Of(storage.Dtype).Name);
        Save(storage.Key);
        Save(storage.Device.ToString());
        Save(storage.Count);
        Put(PickleOpcode.Tuple);
        Put(PickleOpcode.BinPersId);
        Save(tensor.Numel == 0 ? 0L : tensor.StorageOffset - storage.Begin);
        SaveTuple([.. tensor.Shape.Select(size => (object?)size)]);
        SaveTuple([.. tensor.Strides.Select(stride => (object?)stride)]);
        Save(requiresGrad);
        SaveEmptyOrderedDict();
        Put(PickleOpcode.Tuple);
    });

    SavedStorage StorageOf(Tensor tensor) => known is not null ? known[tensor] : found[tensor] = storages.Add(tensor);
}
