namespace NativeTorch.IO.SafeTensors;

/// <summary>The format's names for dtypes, those that no tensor here has among them.</summary>
static class SafetensorsDtypes
{
    static readonly Dictionary<string, Dtype> known = new()
    {
        ["F64"] = Dtype.Float64, ["F32"] = Dtype.Float32, ["F16"] = Dtype.Float16, ["BF16"] = Dtype.BFloat16, ["I64"] = Dtype.Int64,
        ["I32"] = Dtype.Int32, ["I16"] = Dtype.Int16, ["I8"] = Dtype.Int8, ["U8"] = Dtype.UInt8, ["BOOL"] = Dtype.Bool,
    };

    static readonly Dictionary<string, int> foreignBits = new()
    {
        ["U16"] = 16, ["U32"] = 32, ["U64"] = 64, ["C64"] = 64, ["F8_E4M3"] = 8, ["F8_E5M2"] = 8, ["F8_E8M0"] = 8, ["F8_E4M3FNUZ"] = 8,
        ["F8_E5M2FNUZ"] = 8, ["F6_E2M3"] = 6, ["F6_E3M2"] = 6, ["F4"] = 4,
    };

    public static string Name(Dtype dtype) => known.First(pair => pair.Value == dtype).Key;

    /// <summary>The dtype of a name; null where no tensor has it.</summary>
    public static Dtype? Of(string name) => known.TryGetValue(name, out Dtype dtype) ? dtype : null;

    /// <summary>Bits of one element; null where the format has no such name.</summary>
    public static int? Bits(string name) =>
        Of(name) is { } dtype ? 8 * dtype.ItemSize : foreignBits.TryGetValue(name, out int bits) ? bits : null;
}
