using System.Buffers.Binary;
using System.Text;

namespace NativeTorch.Logging;

/// <summary>Reads the fields of a protocol buffer message; what is no such message is an <see cref="InvalidDataException"/>.</summary>
/// <remarks><code>
/// while (reader.Next())
///     switch (reader.Field)
///     {
///         case 1: name = reader.String(); break;
///         default: reader.Skip(); break;
///     }
/// </code></remarks>
ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5, MaxField = (1 << 29) - 1;

    static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    ReadOnlySpan<byte> rest = message;
    int wireType;

    /// <summary>The number of the field that is to be read.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; false at the message's end.</summary>
    public bool Next()
    {
        if (rest.Length == 0)
            return false;
        ulong key = Read7();
        wireType = (int)(key & 7);
        Field = key >> 3 is >= 1 and <= MaxField ? (int)(key >> 3)
            : throw new InvalidDataException($"a field cannot have the number {key >> 3}");
        return true;
    }

    /// <summary>An integer, bool or enum.</summary>
    public long Integer()
    {
        Require(Varint);
        return (long)Read7();
    }

    /// <summary>A double.</summary>
    public double Double()
    {
        Require(Fixed64);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
    }

    /// <summary>A float.</summary>
    public float Float()
    {
        Require(Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    /// <summary>A string.</summary>
    public string String()
    {
        try
        {
            return strict.GetString(Raw());
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"the text of field {Field} is not UTF-8");
        }
    }

    /// <summary>Bytes, or the bytes of a message.</summary>
    public ReadOnlySpan<byte> Raw()
    {
        Require(Bytes);
        return Take(Read7());
    }

    /// <summary>Adds doubles: one, or a packed list.</summary>
    public void Doubles(List<double> to)
    {
        if (wireType == Fixed64)
            to.Add(Double());
        else
            for (ReadOnlySpan<byte> packed = Packed(sizeof(double)); packed.Length > 0; packed = packed[sizeof(double)..])
                to.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed));
    }

    /// <summary>Adds floats: one, or a packed list.</summary>
    public void Floats(List<double> to)
    {
        if (wireType == Fixed32)
            to.Add(Float());
        else
            for (ReadOnlySpan<byte> packed = Packed(sizeof(float)); packed.Length > 0; packed = packed[sizeof(float)..])
                to.Add(BinaryPrimitives.ReadSingleLittleEndian(packed));
    }

    /// <summary>Adds integers: one, or a packed list.</summary>
    public void Integers(List<double> to)
    {
        if (wireType == Varint)
            to.Add(Integer());
        else
            for (var packed = new ProtoReader(Raw()); packed.rest.Length > 0;)
                to.Add((long)packed.Read7());
    }

    /// <summary>Goes over a field that is not known.</summary>
    public void Skip() => _ = wireType switch
    {
        Varint => Read7(),
        Fixed64 => (ulong)Take(sizeof(double)).Length,
        Fixed32 => (ulong)Take(sizeof(float)).Length,
        Bytes => (ulong)Take(Read7()).Length,
        _ => throw new InvalidDataException($"field {Field} is of the unknown wire type {wireType}"),
    };

    readonly void Require(int expected)
    {
        if (wireType != expected)
            throw new InvalidDataException($"field {Field} is of wire type {wireType}, not {expected}");
    }

    ReadOnlySpan<byte> Packed(int size)
    {
        ReadOnlySpan<byte> packed = Raw();
        return packed.Length % size == 0 ? packed : throw new InvalidDataException($"the list of field {Field} ends within a number");
    }

    ulong Read7()
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (i == rest.Length)
                throw new InvalidDataException("the message ends within a number");
            byte b = rest[i];
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }
        throw new InvalidDataException("a number has more than ten bytes");
    }

    ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw new InvalidDataException($"the message ends {count - (ulong)rest.Length} bytes before field {Field} does");
        ReadOnlySpan<byte> taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }
}
