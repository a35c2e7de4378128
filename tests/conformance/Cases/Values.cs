namespace NativeTorch.Conformance.Cases;

// What an argument may be, besides null, bool, long, double and string, which are themselves.

/// <summary>A tensor of the file: its storage's name and how it lies in it.</summary>
sealed record TensorValue(string Id, Dtype Dtype, long[] Shape, long[]? Strides, bool RequiresGrad);

/// <summary>A Python list or tuple.</summary>
sealed record ListValue(object?[] Items, bool IsTuple);

/// <summary>A Python slice; null where a part was left out.</summary>
sealed record SliceValue(long? Start, long? Stop, long? Step);

/// <summary>Python's "...".</summary>
sealed record EllipsisValue;

/// <summary>One of torch.contiguous_format and the like.</summary>
sealed record MemoryFormatValue(string Name);
