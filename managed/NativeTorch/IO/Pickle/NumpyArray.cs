using System.Text;
using NativeTorch.Interop;

namespace NativeTorch.IO.Pickle;

/// <summary>A numpy array of a pickle. It is made empty; shape, dtype and elements come as its state.</summary>
/// <param name="path">The file, for errors.</param>
sealed class NumpyArray(string path) : IPickleState
{
    long[] shape = [0];
    NumpyDtype dtype = new("f8");
    byte[] data = [];
    bool isColumnMajor;

    /// <summary>The sizes.</summary>
    public IReadOnlyList<long> Shape => shape;

    /// <summary>The type of the elements.</summary>
    public NumpyDtype Dtype => dtype;

    /// <summary>An array of the given elements.</summary>
    /// <exception cref="CheckpointFormatException">There are more or fewer bytes than the shape needs, or the dtype is none of
    /// ours.</exception>
    public static NumpyArray Of(string path, long[] shape, NumpyDtype dtype, byte[] data, bool isColumnMajor = false)
    {
        var array = new NumpyArray(path);
        array.Set(shape, dtype, data, isColumnMajor);
        return array;
    }

    /// <summary>(version, shape, dtype, is column-major, bytes); without the version before numpy 1.0.</summary>
    public bool SetState(object? state)
    {
        if (state is not object?[] { Length: 4 or 5 } parts)
            return false;
        if (parts[^4] is not object?[] sizes || sizes.Any(size => size is not long) || parts[^3] is not NumpyDtype type
            || parts[^2] is not (bool or long))
            return false;
        if (BytesOf(parts[^1]) is not { } bytes)
            return false;
        Set([.. sizes.Select(size => (long)size!)], type, bytes, parts[^2] is not (false or 0L));
        return true;
    }

    /// <summary>Bytes, also where they are Python 2's: a text whose letters are bytes. Null for anything else.</summary>
    public static byte[]? BytesOf(object? value) => value switch
    {
        byte[] plain => plain,
        string python2 when python2.All(c => c <= 0xff) => Encoding.Latin1.GetBytes(python2),
        _ => null,
    };

    void Set(long[] sizes, NumpyDtype type, byte[] bytes, bool columnMajor)
    {
        if (type.Dtype is null)
            throw new CheckpointFormatException(path, $"an array within the pickle has {type}, which is not supported");
        Int128 count = type.ItemSize;
        foreach (long size in sizes)
            if (size < 0 || (count *= size) > bytes.Length)
                throw Wrong();
        if (count != bytes.Length)
            throw Wrong();
        (shape, dtype, data, isColumnMajor) = (sizes, type, bytes, columnMajor);

        CheckpointFormatException Wrong() => new(path,
            $"an array within the pickle has the shape ({string.Join(", ", sizes.Take(8))}) of {type}, and {bytes.Length} bytes");
    }

    /// <summary>The elements, in the order of the machine; where the array is column-major, as a view that shows it so.</summary>
    public unsafe Tensor ToTensor()
    {
        using var noGrad = Torch.NoGrad();
        Tensor tensor = Torch.Empty(isColumnMajor ? [.. shape.Reverse()] : shape, dtype.Dtype);
        using (var self = new TensorRef(tensor))
        {
            var elements = new Span<byte>((void*)tensor.Info().Data, data.Length);
            data.CopyTo(elements);
            if (dtype.IsBigEndian)
                for (int i = 0; i < data.Length; i += dtype.ItemSize)
                    elements.Slice(i, dtype.ItemSize).Reverse();
            if (dtype.Dtype == NativeTorch.Dtype.Bool)
                TensorBytes.ToBools((byte*)tensor.Info().Data, data.Length);
        }
        return isColumnMajor ? tensor.T : tensor;
    }

    public override string ToString() => $"a numpy array of shape ({string.Join(", ", shape.Take(8))})";
}
