using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.Logging;

/// <summary>A protocol buffer message on its way to bytes, field by field.</summary>
/// <remarks>Not Google.Protobuf: a dozen messages need no generator, and a package of 450 KB would stay in every trimmed program.</remarks>
sealed class ProtoWriter
{
    const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    byte[] bytes = new byte[64];
    int length;

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>An int32, int64, uint32, uint64, bool or enum.</summary>
    public ProtoWriter Integer(int field, long value)
    {
        Key(field, Varint);
        Write7((ulong)value);
        return this;
    }

    /// <summary>A double.</summary>
    public ProtoWriter Double(int field, double value)
    {
        Key(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);
        return this;
    }

    /// <summary>A float.</summary>
    public ProtoWriter Float(int field, float value)
    {
        Key(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(Take(sizeof(float)), value);
        return this;
    }

    /// <summary>A string.</summary>
    public ProtoWriter String(int field, string value)
    {
        Key(field, Bytes);
        int size = Encoding.UTF8.GetByteCount(value);
        Write7((ulong)size);
        Encoding.UTF8.GetBytes(value, Take(size));
        return this;
    }

    /// <summary>Bytes.</summary>
    public ProtoWriter Raw(int field, ReadOnlySpan<byte> value)
    {
        Key(field, Bytes);
        Write7((ulong)value.Length);
        value.CopyTo(Take(value.Length));
        return this;
    }

    /// <summary>A message within this one.</summary>
    public ProtoWriter Message(int field, ProtoWriter message) => Raw(field, message.Written);

    /// <summary>A message for each of several things.</summary>
    public ProtoWriter Messages<T>(int field, IEnumerable<T> items, Func<T, ProtoWriter> write)
    {
        foreach (T item in items)
            Message(field, write(item));
        return this;
    }

    /// <summary>A packed list of doubles.</summary>
    public ProtoWriter Doubles(int field, ReadOnlySpan<double> values)
    {
        Key(field, Bytes);
        Write7((ulong)values.Length * sizeof(double));
        foreach (double value in values)
            BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);
        return this;
    }

    /// <summary>A packed list of floats.</summary>
    public ProtoWriter Floats(int field, ReadOnlySpan<float> values)
    {
        Key(field, Bytes);
        Write7((ulong)values.Length * sizeof(float));
        foreach (float value in values)
            BinaryPrimitives.WriteSingleLittleEndian(Take(sizeof(float)), value);
        return this;
    }

    void Key(int field, int wireType) => Write7((ulong)(field << 3 | wireType));

    void Write7(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            Take(1)[0] = (byte)(value | 0x80);
        Take(1)[0] = (byte)value;
    }

    Span<byte> Take(int count)
    {
        if (bytes.Length - length < count)
            Array.Resize(ref bytes, (int)Math.Min(Math.Max(2L * bytes.Length, (long)length + count), Array.MaxLength));
        length += count;
        return bytes.AsSpan(length - count, count);
    }
}
