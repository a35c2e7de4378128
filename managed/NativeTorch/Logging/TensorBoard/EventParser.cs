using System.Buffers.Binary;

namespace NativeTorch.Logging;

/// <summary>TensorBoard's messages, read: the fields that <see cref="EventMessage"/> and <see cref="SummaryMessage"/> name.</summary>
static class EventParser
{
    const double MostSeconds = 253402300799; // the last that a DateTimeOffset has, in the year 9999
    const int SessionStart = 1;
    const int Float = 1, Double = 2, Int32 = 3, Int64 = 9; // DataType

    public static LoggedEvent Event(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var read = new LoggedEvent(DateTimeOffset.UnixEpoch, 0);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    read = read with { Time = Time(reader.Double()) };
                    break;
                case 2:
                    read = read with { Step = reader.Integer() };
                    break;
                case 3:
                    read = read with { FileVersion = reader.String() };
                    break;
                case 4:
                    read = read with { GraphDef = reader.Raw().ToArray() };
                    break;
                case 5:
                    read = read with { Values = Values(reader.Raw()) };
                    break;
                case 7:
                    read = read with { IsSessionStart = FirstInteger(reader.Raw()) == SessionStart };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        return read;
    }

    static DateTimeOffset Time(double seconds) => seconds is >= 0 and <= MostSeconds
        ? DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond))
        : throw new InvalidDataException($"a time of {seconds} seconds");

    static long FirstInteger(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        long integer = 0;
        while (reader.Next())
            if (reader.Field == 1)
                integer = reader.Integer();
            else
                reader.Skip();
        return integer;
    }

    static List<LoggedValue> Values(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var values = new List<LoggedValue>();
        while (reader.Next())
            if (reader.Field == 1)
                values.Add(Value(reader.Raw()));
            else
                reader.Skip();
        return values;
    }

    static LoggedValue Value(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var value = new LoggedValue("");
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    value = value with { Tag = reader.String() };
                    break;
                case 2:
                    value = value with { Scalar = reader.Float() };
                    break;
                case 4 or 6:
                    value = value with { File = FileOf(reader.Raw()) };
                    break;
                case 5:
                    value = value with { Histogram = Histogram(reader.Raw()) };
                    break;
                case 8:
                    value = value with { Tensor = TensorOf(reader.Raw()) };
                    break;
                case 9:
                    value = Metadata(value, reader.Raw());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        return value is { PluginName: "scalars", Tensor.Numbers: [var number] } ? value with { Scalar = number } : value;
    }

    /// <summary>The file within an image or a sound, which both have as field 4.</summary>
    static byte[] FileOf(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        byte[] file = [];
        while (reader.Next())
            if (reader.Field == 4)
                file = reader.Raw().ToArray();
            else
                reader.Skip();
        return file;
    }

    static LoggedHistogram Histogram(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        Span<double> numbers = stackalloc double[5];
        numbers.Clear();
        List<double> limits = [], counts = [];
        while (reader.Next())
            switch (reader.Field)
            {
                case >= 1 and <= 5:
                    numbers[reader.Field - 1] = reader.Double();
                    break;
                case 6:
                    reader.Doubles(limits);
                    break;
                case 7:
                    reader.Doubles(counts);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        return new LoggedHistogram(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], limits, counts);
    }

    static LoggedTensor TensorOf(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        long dtype = 0;
        ReadOnlySpan<byte> content = default;
        List<long> shape = [];
        List<double> numbers = [];
        List<byte[]> texts = [];
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    dtype = reader.Integer();
                    break;
                case 2:
                    shape = Shape(reader.Raw());
                    break;
                case 4:
                    content = reader.Raw();
                    break;
                case 5:
                    reader.Floats(numbers);
                    break;
                case 6:
                    reader.Doubles(numbers);
                    break;
                case 7 or 10 or 11 or 16 or 17:
                    reader.Integers(numbers);
                    break;
                case 8:
                    texts.Add(reader.Raw().ToArray());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        if (content.Length > 0)
            AddContent(content, dtype, numbers);
        return new LoggedTensor(shape, numbers, texts);
    }

    /// <summary>Elements as they lie in memory, which TensorFlow writes instead of a list.</summary>
    static void AddContent(ReadOnlySpan<byte> content, long dtype, List<double> numbers)
    {
        int size = dtype switch { Float or Int32 => 4, Double or Int64 => 8, _ => 0 };
        if (size == 0)
            return;
        if (content.Length % size != 0)
            throw new InvalidDataException($"a tensor's {content.Length} bytes end within an element");
        for (; content.Length > 0; content = content[size..])
            numbers.Add(dtype switch
            {
                Float => BinaryPrimitives.ReadSingleLittleEndian(content),
                Double => BinaryPrimitives.ReadDoubleLittleEndian(content),
                Int32 => BinaryPrimitives.ReadInt32LittleEndian(content),
                _ => BinaryPrimitives.ReadInt64LittleEndian(content),
            });
    }

    static List<long> Shape(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var shape = new List<long>();
        while (reader.Next())
            if (reader.Field == 2)
                shape.Add(FirstInteger(reader.Raw())); // Dim: size = 1
            else
                reader.Skip();
        return shape;
    }

    static LoggedValue Metadata(LoggedValue value, ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
            if (reader.Field == 1)
                value = PluginData(value, reader.Raw());
            else
                reader.Skip();
        return value;
    }

    static LoggedValue PluginData(LoggedValue value, ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    value = value with { PluginName = reader.String() };
                    break;
                case 2:
                    value = value with { PluginContent = reader.Raw().ToArray() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        return value;
    }
}
