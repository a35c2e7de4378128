namespace NativeTorch.Logging;

/// <summary>TensorBoard's Summary.Value messages: a tag, a value, and which plugin shows it.</summary>
static class SummaryMessage
{
    // Value: tag = 1, simple_value = 2, image = 4, histo = 5, audio = 6, tensor = 8, metadata = 9
    // TensorProto: dtype = 1, tensor_shape = 2, float_val = 5, double_val = 6, string_val = 8
    const int Float = 1, Double = 2, String = 7; // DataType

    /// <summary>A number in the old form, which every reader takes.</summary>
    public static ProtoWriter Scalar(string tag, double value) => Value(tag).Float(2, (float)value);

    /// <summary>A number as a tensor.</summary>
    public static ProtoWriter ScalarTensor(string tag, double value, bool doublePrecision)
    {
        ProtoWriter tensor = doublePrecision ? new ProtoWriter().Integer(1, Double).Doubles(6, [value])
            : new ProtoWriter().Integer(1, Float).Floats(5, [(float)value]);
        return Value(tag).Message(8, tensor).Message(9, Metadata("scalars"));
    }

    /// <summary>A histogram.</summary>
    public static ProtoWriter Histogram(string tag, in HistogramData data) => Value(tag).Message(5, new ProtoWriter()
        .Double(1, data.Min).Double(2, data.Max).Double(3, data.Count).Double(4, data.Sum).Double(5, data.SumSquares)
        .Doubles(6, data.BucketLimits).Doubles(7, data.BucketCounts));

    /// <summary>A picture.</summary>
    public static ProtoWriter Image(string tag, long height, long width, long channels, ReadOnlySpan<byte> png) =>
        Value(tag).Message(4, new ProtoWriter()
        .Integer(1, height).Integer(2, width).Integer(3, channels).Raw(4, png));

    /// <summary>A sound.</summary>
    public static ProtoWriter Audio(string tag, float sampleRate, long channels, long frames, ReadOnlySpan<byte> wav) =>
        Value(tag).Message(6, new ProtoWriter()
        .Float(1, sampleRate).Integer(2, channels).Integer(3, frames).Raw(4, wav).String(5, "audio/wav"));

    /// <summary>Numbers of a shape, for a plugin.</summary>
    public static ProtoWriter Floats(string tag, ReadOnlySpan<float> values, ReadOnlySpan<long> shape, ProtoWriter metadata) =>
        Value(tag).Message(8, new ProtoWriter().Integer(1, Float).Message(2, Shape(shape)).Floats(5, values)).Message(9, metadata);

    /// <summary>Bytes, for a plugin.</summary>
    public static ProtoWriter Bytes(string tag, ReadOnlySpan<byte> value, ReadOnlySpan<long> shape, ProtoWriter metadata) =>
        Value(tag).Message(8, new ProtoWriter().Integer(1, String).Message(2, Shape(shape)).Raw(8, value)).Message(9, metadata);

    /// <summary>Nothing but metadata.</summary>
    public static ProtoWriter Empty(string tag, ProtoWriter metadata) => Value(tag).Message(9, metadata);

    /// <summary>SummaryMetadata: which plugin a value is for, and what that plugin wants to know.</summary>
    public static ProtoWriter Metadata(string plugin, ProtoWriter? content = null)
    {
        ProtoWriter data = new ProtoWriter().String(1, plugin);
        return new ProtoWriter().Message(1, content is null ? data : data.Message(2, content));
    }

    /// <summary>TensorShapeProto.</summary>
    public static ProtoWriter Shape(ReadOnlySpan<long> shape)
    {
        var message = new ProtoWriter();
        foreach (long size in shape)
            message.Message(2, new ProtoWriter().Integer(1, size));
        return message;
    }

    static ProtoWriter Value(string tag) => new ProtoWriter().String(1, tag);
}
