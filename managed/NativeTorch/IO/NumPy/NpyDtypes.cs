namespace NativeTorch.IO.NumPy;

/// <summary>NumPy's names for dtypes: an order of bytes, a kind, and a size: "&lt;f4".</summary>
static class NpyDtypes
{
    static readonly Dictionary<string, Dtype> byName = new()
    {
        ["b1"] = Dtype.Bool, ["u1"] = Dtype.UInt8, ["i1"] = Dtype.Int8, ["i2"] = Dtype.Int16, ["i4"] = Dtype.Int32, ["i8"] = Dtype.Int64,
        ["f2"] = Dtype.Float16, ["f4"] = Dtype.Float32, ["f8"] = Dtype.Float64,
    };

    /// <summary>The name in little-endian order.</summary>
    /// <exception cref="DtypeMismatchException">NumPy has no such dtype.</exception>
    public static string Name(Dtype dtype) => byName.FirstOrDefault(pair => pair.Value == dtype) is { Key: { } name }
        ? (dtype.ItemSize == 1 ? '|' : '<') + name
        : throw new DtypeMismatchException($"[npy] NumPy has no {dtype.TorchName}: convert with To(Dtype.Float32), or save as safetensors");

    /// <summary>The dtype of a name, and whether its bytes have to be swapped; null where there is none.</summary>
    public static (Dtype Dtype, bool IsSwapped)? Parse(string name) =>
        name is ['<' or '>' or '|' or '=', .. var kind] && byName.TryGetValue(kind, out Dtype dtype)
            && (name[0] != '|' || dtype.ItemSize == 1)
            ? (dtype, name[0] == '>' && dtype.ItemSize > 1)
            : null;

    /// <summary>What a name that is not supported means.</summary>
    public static string Describe(string name) => name.TrimStart('<', '>', '|', '=') switch
    {
        "O" => "object, which is a pickle that could run code",
        ['u', .. var size] => $"unsigned integers of {size} bytes",
        ['f', .. var size] => $"floats of {size} bytes",
        ['c', .. var size] => $"complex numbers of {size} bytes",
        ['U', ..] => "unicode text",
        ['S' or 'a', ..] => "text in bytes",
        "V2" => "two bytes of no type, as which a bfloat16 is saved: save it as float32",
        ['V', ..] => "bytes of no type",
        ['M', ..] => "dates",
        ['m', ..] => "time differences",
        _ => "unknown",
    };
}
