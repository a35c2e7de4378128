using NativeTorch.IO.Pickle;

namespace NativeTorch.IO.TorchFiles;

/// <summary>The last pass over what a pickle gave: storages and numpy arrays become tensors, and nothing is left that is no data.</summary>
static class Settled
{
    /// <summary>Goes through all containers, each once and without recursion, and changes them in place.</summary>
    /// <exception cref="CheckpointFormatException">There is a function or class as a value.</exception>
    public static object? Of(object? root, string path)
    {
        var seen = new Dictionary<object, object?>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>();
        object? settled = Plain(root);
        while (open.TryPop(out object? container))
            switch (container)
            {
                case List<object?> list:
                    for (int i = 0; i < list.Count; i++)
                        list[i] = Plain(list[i]);
                    break;
                case object?[] tuple:
                    for (int i = 0; i < tuple.Length; i++)
                        tuple[i] = Plain(tuple[i]);
                    break;
                case PickleDictionary dictionary:
                    for (int i = 0; i < dictionary.Count; i++)
                        dictionary[i] = Plain(dictionary[i]);
                    if (dictionary.Attributes is { } attributes)
                        Plain(attributes);
                    break;
            }
        return settled;

        object? Plain(object? value)
        {
            if (value is null or bool or long or double or string or System.Numerics.BigInteger or byte[]
                or Tensor or Dtype or Device or PickleSet)
                return value;
            if (seen.TryGetValue(value, out object? known))
                return known;
            object? plain = value switch
            {
                TorchStorage storage => storage.Elements(storage.Dtype ?? Dtype.UInt8),
                NumpyArray array => array.ToTensor(),
                List<object?> or object?[] or PickleDictionary => value,
                _ => throw new CheckpointFormatException(path,
                    $"the file has {PickleNames.Describe(value)} as a value, which is not supported"),
            };
            seen.Add(value, plain);
            if (plain is not Tensor)
                open.Push(value);
            return plain;
        }
    }
}
