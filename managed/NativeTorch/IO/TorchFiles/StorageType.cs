namespace NativeTorch.IO.TorchFiles;

/// <summary>A class of storages, as files name the type of elements: "FloatStorage".</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">The dtype; null for bytes whose dtype is told by each tensor, and where <paramref name="IsSupported"/> is
/// false.</param>
/// <param name="IsSupported">Whether there is such a dtype here.</param>
sealed record StorageType(string Name, Dtype? Dtype, bool IsSupported = true)
{
    public static StorageType Untyped { get; } = new("UntypedStorage", null);

    /// <summary>All classes that PyTorch's files name.</summary>
    public static IReadOnlyList<StorageType> All { get; } =
    [
        new("FloatStorage", NativeTorch.Dtype.Float32), new("DoubleStorage", NativeTorch.Dtype.Float64),
        new("HalfStorage", NativeTorch.Dtype.Float16), new("BFloat16Storage", NativeTorch.Dtype.BFloat16),
        new("LongStorage", NativeTorch.Dtype.Int64), new("IntStorage", NativeTorch.Dtype.Int32),
        new("ShortStorage", NativeTorch.Dtype.Int16), new("CharStorage", NativeTorch.Dtype.Int8),
        new("ByteStorage", NativeTorch.Dtype.UInt8), new("BoolStorage", NativeTorch.Dtype.Bool),
        Untyped,
        .. from name in new[] { "ComplexFloat", "ComplexDouble", "QInt8", "QUInt8", "QInt32", "QUInt4x2", "QUInt2x4" }
           select new StorageType($"{name}Storage", null, IsSupported: false),
    ];

    static readonly Dictionary<Dtype, StorageType> byDtype =
        All.Where(type => type.Dtype is not null).ToDictionary(type => type.Dtype!.Value);

    public static StorageType Of(Dtype dtype) => byDtype[dtype];

    public override string ToString() => Name;
}
