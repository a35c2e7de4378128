namespace NativeTorch.IO.Pickle;

/// <summary>A numpy.dtype of a pickle: "f4", "i8" and the like, with an order of bytes.</summary>
/// <param name="code">Kind and bytes of an element.</param>
sealed class NumpyDtype(string code) : IPickleState
{
    /// <summary>Whether the first byte of an element is its highest.</summary>
    public bool IsBigEndian { get; private set; }

    /// <summary>Bytes of an element.</summary>
    public int ItemSize => Dtype is { } dtype ? dtype.ItemSize : 0;

    /// <summary>The dtype that it is here; null where there is none, as for texts, objects and complex numbers.</summary>
    public Dtype? Dtype { get; } = code switch
    {
        "b1" or "?" => NativeTorch.Dtype.Bool,
        "u1" => NativeTorch.Dtype.UInt8,
        "i1" => NativeTorch.Dtype.Int8,
        "i2" => NativeTorch.Dtype.Int16,
        "i4" => NativeTorch.Dtype.Int32,
        "i8" => NativeTorch.Dtype.Int64,
        "f2" => NativeTorch.Dtype.Float16,
        "f4" => NativeTorch.Dtype.Float32,
        "f8" => NativeTorch.Dtype.Float64,
        _ => null,
    };

    /// <summary>(version, byte order, ...): more is there for dtypes of several fields, which are none here.</summary>
    public bool SetState(object? state)
    {
        if (state is not object?[] { Length: >= 2 } parts || parts[1] is not ("<" or ">" or "|" or "="))
            return false;
        IsBigEndian = parts[1] is ">";
        return true;
    }

    public override string ToString() => $"the numpy dtype {code}";
}
