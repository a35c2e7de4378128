using System.Text;

namespace NativeTorch.Data;

/// <summary>The binary form: records without a header, of a byte for each kind of label and 32 x 32 bytes for red, green and blue. Names
/// stand in text files, one in a line.</summary>
/// <param name="classes">How many classes there are of each kind of label.</param>
sealed class CifarBinary(params int[] classes) : CifarReader
{
    int Record => classes.Length + Pixels;

    public override CifarImages ReadImages(byte[] content, string path)
    {
        if (content.Length == 0 || content.Length % Record != 0)
            throw new DatasetFormatException(path, $"records of {Record} bytes", $"{content.Length} bytes, "
                + $"{content.Length / Record} records and {content.Length % Record} bytes more");
        int count = content.Length / Record;
        long[][] labels = [.. classes.Select(_ => new long[count])];
        var pixels = new byte[(long)count * Pixels];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> record = content.AsSpan(i * Record, Record);
            for (int kind = 0; kind < classes.Length; kind++)
                labels[kind][i] = record[kind] < classes[kind] ? record[kind]
                    : throw new DatasetFormatException(path, $"labels from 0 to {classes[kind] - 1}", $"{record[kind]} in record {i}");
            record[classes.Length..].CopyTo(pixels.AsSpan(i * Pixels));
        }
        return new(pixels, labels);
    }

    public override string[][] ReadNames(IReadOnlyList<(string Path, byte[] Content)> contents) =>
        [.. contents.Select(file => Encoding.UTF8.GetString(file.Content)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
