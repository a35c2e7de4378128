using Microsoft.Win32.SafeHandles;

namespace NativeTorch.IO;

/// <summary>Bytes at a place in a file.</summary>
static unsafe class FileBytes
{
    /// <summary>Parts that are read at a time: large enough that a call costs nothing, small enough that all cores get some.</summary>
    const int Part = 8 << 20;

    /// <summary>Fills a span.</summary>
    /// <exception cref="CheckpointFormatException">The file ends before.</exception>
    public static void Read(SafeFileHandle file, Span<byte> bytes, long at, string path)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, at);
            if (read == 0)
                throw new CheckpointFormatException(path, $"the file ends at {at}, within a tensor or its header");
            bytes = bytes[read..];
            at += read;
        }
    }

    /// <summary>Reads several places at once, each into memory of its own, on as many threads as there are cores.</summary>
    /// <exception cref="CheckpointFormatException">The file ends before.</exception>
    public static void Read(SafeFileHandle file, IReadOnlyList<(nint To, long At, long Bytes)> places, string path)
    {
        var parts = new List<(nint To, long At, int Bytes)>();
        foreach ((nint to, long at, long bytes) in places)
            for (long done = 0; done < bytes; done += Part)
                parts.Add(((nint)(to + done), at + done, (int)Math.Min(Part, bytes - done)));
        void ReadPart((nint To, long At, int Bytes) part) => Read(file, new Span<byte>((void*)part.To, part.Bytes), part.At, path);
        if (places.Sum(place => place.Bytes) <= Part)
            parts.ForEach(ReadPart);
        else
            ReadTogether(parts, ReadPart);
    }

    static void ReadTogether<T>(List<T> parts, Action<T> read)
    {
        try
        {
            Parallel.ForEach(parts, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, read);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
