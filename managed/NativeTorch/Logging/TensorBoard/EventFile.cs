using System.Buffers.Binary;

namespace NativeTorch.Logging;

/// <summary>Reads TensorBoard's event files: those of <see cref="SummaryWriter"/>, of PyTorch, of TensorFlow.</summary>
/// <remarks><code>
/// var scalars = EventFile.ReadScalars("runs/first");
/// File.WriteAllText("loss.svg", new TrainingCurve().Add("loss", scalars["loss/train"].Select(s => ((double)s.Step, s.Value))).ToSvg());
/// </code></remarks>
public static class EventFile
{
    /// <summary>The events of a file, one after another; it is read as they are asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="allowUnfinished">Whether a file may end within a record, as one does whose writer was killed.</param>
    /// <exception cref="EventFileFormatException">It is no such file, or it is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<LoggedEvent> Read(string path, bool allowUnfinished = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Events(path, allowUnfinished);
    }

    /// <summary>The numbers of a run by tag, in the order of their steps as they were written.</summary>
    /// <param name="path">An event file, or a folder with some, which are read in the order of their names. One may end within a
    /// record.</param>
    /// <exception cref="EventFileFormatException">A file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<LoggedScalar>> ReadScalars(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*tfevents*") : [path];
        if (files.Length == 0)
            throw new FileNotFoundException($"{path}: no event file is in the folder");
        Array.Sort(files, StringComparer.Ordinal);
        var series = new OrderedDictionary<string, List<LoggedScalar>>();
        foreach (LoggedEvent e in files.SelectMany(file => Events(file, allowUnfinished: true)))
        {
            if (e.IsSessionStart)
                foreach (List<LoggedScalar> scalars in series.Values)
                    scalars.RemoveAll(scalar => scalar.Step >= e.Step);
            foreach (LoggedValue value in e.Values)
                if (value.Scalar is { } number)
                {
                    if (!series.TryGetValue(value.Tag, out List<LoggedScalar>? list))
                        series.Add(value.Tag, list = []);
                    list.Add(new LoggedScalar(e.Step, number, e.Time));
                }
        }
        return series.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<LoggedScalar>)pair.Value);
    }

    static IEnumerable<LoggedEvent> Events(string path, bool allowUnfinished)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16,
            FileOptions.SequentialScan);
        while (true)
        {
            long position = file.Position;
            if (ReadRecord(file, path, allowUnfinished) is not { } record)
                yield break;
            yield return Parse(record, path, position);
        }
    }

    /// <summary>The next record's bytes; null at the end.</summary>
    static byte[]? ReadRecord(FileStream file, string path, bool allowUnfinished)
    {
        long position = file.Position, left = file.Length - position;
        if (left == 0)
            return null;
        Span<byte> header = stackalloc byte[EventRecord.HeaderSize], footer = stackalloc byte[EventRecord.FooterSize];
        if (left < header.Length)
            return allowUnfinished ? null : throw new EventFileFormatException(path, position, "the file ends within a record's header");
        file.ReadExactly(header);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (EventRecord.Checksum(header[..sizeof(ulong)]) != BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]))
            throw new EventFileFormatException(path, position, "the checksum of a record's length is wrong");
        // Memory is taken only for what is there.
        left -= header.Length + footer.Length;
        if (left < 0 || length > (ulong)left)
            return allowUnfinished ? null
                : throw new EventFileFormatException(path, position, $"the file ends within a record of {length} bytes");
        if (length > (ulong)Array.MaxLength)
            throw new EventFileFormatException(path, position, $"a record of {length} bytes is longer than any event");
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        file.ReadExactly(footer);
        return EventRecord.Checksum(bytes) == BinaryPrimitives.ReadUInt32LittleEndian(footer) ? bytes
            : throw new EventFileFormatException(path, position, "the checksum of a record is wrong");
    }

    static LoggedEvent Parse(byte[] record, string path, long position)
    {
        try
        {
            return EventParser.Event(record);
        }
        catch (InvalidDataException e)
        {
            throw new EventFileFormatException(path, position, $"the record is no event: {e.Message}", e);
        }
    }
}
