using System.Globalization;

namespace NativeTorch.Data;

/// <summary>A dataset, a collate function or a worker's start failed. <see cref="Exception.InnerException"/> is what it threw, with its
/// stack, on whatever thread that was.</summary>
public sealed class DataLoaderException : Exception
{
    internal DataLoaderException(int? workerId, IReadOnlyList<long> batchIndices, long? sampleIndex, Exception inner)
        : base(Text(workerId, batchIndices, sampleIndex, inner), inner) =>
        (WorkerId, BatchIndices, SampleIndex) = (workerId, batchIndices, sampleIndex);

    /// <summary>The worker's number; null where the loader has none.</summary>
    public int? WorkerId { get; }

    /// <summary>The numbers of the samples of the batch that was being made; empty where they have none.</summary>
    public IReadOnlyList<long> BatchIndices { get; }

    /// <summary>The number of the sample that failed, or its position in the stream that the worker reads; null where the batch as a
    /// whole failed.</summary>
    public long? SampleIndex { get; }

    static string Text(int? workerId, IReadOnlyList<long> batchIndices, long? sampleIndex, Exception inner)
    {
        const int Shown = 8;
        string where = workerId is { } id ? $"[DataLoader] worker {id}" : "[DataLoader]";
        if (sampleIndex is { } sample)
            where += string.Create(CultureInfo.InvariantCulture, $" sample {sample}");
        if (batchIndices.Count > 0)
            where += $" of the batch ({string.Join(", ", batchIndices.Take(Shown))}{(batchIndices.Count > Shown ? ", ..." : "")})";
        return $"{where}: {inner.GetType().Name}: {inner.Message}";
    }
}
