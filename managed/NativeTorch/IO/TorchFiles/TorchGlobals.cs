using NativeTorch.IO.Pickle;
using NativeTorch.NN;

namespace NativeTorch.IO.TorchFiles;

/// <summary>What PyTorch's pickles name: the functions that put tensors together, storages, dtypes, devices.</summary>
static class TorchGlobals
{
    public static PickleGlobals Table { get; } = Make();

    static PickleGlobals Make()
    {
        var table = new PickleGlobals
        {
            Hint = "where a whole module was saved, save what it holds instead: torch.save(model.state_dict(), path)",
        };
        table.AddAll(PythonGlobals.Table);
        table.AddAll(NumpyGlobals.Table);
        foreach (StorageType type in StorageType.All)
            table.AddValue(type == StorageType.Untyped ? "torch.storage" : "torch", type.Name, type);
        table.AddValue("torch", StorageType.Untyped.Name, StorageType.Untyped);
        foreach (Dtype dtype in Enum.GetValues<Dtype>())
            table.AddValue("torch", dtype.TorchName, dtype);
        foreach (string name in new[] { "uint16", "uint32", "uint64", "complex32", "complex64", "complex128", "qint8", "quint8", "qint32",
            "float8_e4m3fn", "float8_e5m2" })
            table.AddValue("torch", name, new UnsupportedDtype(name));
        table.Add("torch", "Size", call => call.Integers(0) is { } sizes ? Array.ConvertAll(sizes, size => (object?)size) : null);
        table.Add("torch", "device", ReadDevice);
        table.Add("torch._utils", "_rebuild_tensor", call => View(call, call.Get<TorchStorage>(0).Dtype));
        table.Add("torch._utils", "_rebuild_tensor_v2", call => Rebuild(call, call.Get<TorchStorage>(0).Dtype, metadata: 6));
        table.Add("torch._utils", "_rebuild_tensor_v3", call => Rebuild(call, call.Get<Dtype>(6), metadata: 7));
        table.Add("torch._utils", "_rebuild_parameter", RebuildParameter);
        table.Add("torch._utils", "_rebuild_parameter_with_state", RebuildParameter);
        table.Add("torch.serialization", "_get_layout", call => call.Get<string>(0)); // sparse tensors begin with it
        foreach ((string function, string kind) in new[]
        {
            ("_rebuild_sparse_tensor", "sparse"), ("_rebuild_sparse_csr_tensor", "sparse"), ("_rebuild_qtensor", "quantized"),
            ("_rebuild_meta_tensor_no_storage", "meta"), ("_rebuild_nested_tensor", "nested"),
        })
            table.Add("torch._utils", function, call => throw call.Wrong($"makes a {kind} tensor, which is not supported"));
        return table;
    }

    static object ReadDevice(PickleCall call)
    {
        string name = call.Get<string>(0);
        string text = call.Count > 1 && name == "cuda" ? FormattableString.Invariant($"{name}:{call.Get<long>(1)}") : name;
        return Device.TryParse(text, null, out Device device) ? device : throw call.Wrong($"names the device {PickleNames.Describe(text)}");
    }

    static Tensor View(PickleCall call, Dtype? dtype) => call.Get<TorchStorage>(0) is { } storage
        ? storage.View(dtype ?? Dtype.UInt8, call.Get<long>(1), call.Integers(2), call.Integers(3)) : null!;

    /// <summary>(storage, offset, size, stride, requires_grad, backward_hooks, ..., metadata)</summary>
    static Tensor Rebuild(PickleCall call, Dtype? dtype, int metadata)
    {
        ExpectNothing(call, 5, "hooks");
        if (call.Count > metadata)
            ExpectNothing(call, metadata, "metadata");
        bool requiresGrad = call.Get<bool>(4);
        Tensor tensor = View(call, dtype);
        if (requiresGrad && !tensor.Dtype.IsFloatingPoint)
            throw call.Wrong($"wants a gradient for a {tensor.Dtype.TorchName} tensor");
        return requiresGrad ? tensor.RequiresGrad_() : tensor;
    }

    /// <summary>(data, requires_grad, backward_hooks, and attributes where it has such)</summary>
    static Parameter RebuildParameter(PickleCall call)
    {
        ExpectNothing(call, 2, "hooks");
        if (call.Count > 3)
            ExpectNothing(call, 3, "attributes");
        Tensor data = call.Get<Tensor>(0);
        bool requiresGrad = call.Get<bool>(1);
        if (requiresGrad && !data.Dtype.IsFloatingPoint)
            throw call.Wrong($"wants a gradient for a {data.Dtype.TorchName} tensor");
        return new(data, requiresGrad);
    }

    static void ExpectNothing(PickleCall call, int index, string what)
    {
        if (call[index] is not (null or PickleDictionary { Count: 0, Attributes: null }))
            throw call.Wrong($"is called with {what}: {PickleNames.Describe(call[index])}");
    }

    /// <summary>A dtype of PyTorch's that is not one here: it can be named in an error.</summary>
    sealed record UnsupportedDtype(string Name)
    {
        public override string ToString() => $"the dtype {Name}";
    }
}
