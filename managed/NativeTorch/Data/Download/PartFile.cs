using System.Net.Http.Headers;

namespace NativeTorch.Data;

/// <summary>What is there of a download: PATH.part, and PATH.part.source, which says what it is a part of. Open, it is nobody
/// else's.</summary>
sealed class PartFile : IDisposable
{
    readonly string path, source;
    readonly FileStream file;

    /// <summary>Opens what an earlier download left, or a new one.</summary>
    /// <exception cref="IOException">Another process is at it.</exception>
    public PartFile(string target)
    {
        (path, source) = (target + ".part", target + ".part.source");
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        string[] lines = File.Exists(source) ? File.ReadAllLines(source) : [];
        if (lines is [var url, var validator] && Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && file.Length > 0)
            (Url, Validator) = (uri, validator == "" ? null : validator);
        else
            Clear();
    }

    /// <summary>What it is a part of; null where there is nothing yet.</summary>
    public Uri? Url { get; private set; }

    /// <summary>The server's mark of the version that it is a part of: an ETag or a date. Null where the server gave none.</summary>
    public string? Validator { get; private set; }

    public long Length => file.Length;

    /// <summary>The mark that an answer carries, if it changes whenever the content does.</summary>
    public static string? ValidatorOf(HttpResponseMessage response) => response switch
    {
        { Headers.ETag: { IsWeak: false } tag } => tag.Tag,
        { Content.Headers.LastModified: { } date } => date.ToString("R"),
        _ => null,
    };

    /// <summary>For the header If-Range.</summary>
    public RangeConditionHeaderValue? Condition => Validator switch
    {
        null => null,
        ['"', ..] tag => new(new EntityTagHeaderValue(tag)),
        var date => DateTimeOffset.TryParse(date, out DateTimeOffset time) ? new(time) : null,
    };

    /// <summary>Forgets what is there and begins with a new version.</summary>
    public void Begin(Uri url, string? validator)
    {
        file.SetLength(0);
        (Url, Validator) = (url, validator);
        File.WriteAllLines(source, [url.AbsoluteUri, validator ?? ""]);
    }

    public void Clear()
    {
        file.SetLength(0);
        (Url, Validator) = (null, null);
        File.Delete(source);
    }

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        file.Position = file.Length;
        return file.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>What the file adds up to.</summary>
    public string Sum(Checksum checksum)
    {
        file.Position = 0;
        return checksum.Of(file);
    }

    /// <summary>The part is the whole: puts it into its place.</summary>
    public void MoveTo(string target)
    {
        file.Flush(flushToDisk: true);
        File.Move(path, target, overwrite: true);
        File.Delete(source);
    }

    /// <summary>Keeps what is there for the next time, unless it is nothing.</summary>
    public void Dispose()
    {
        bool isEmpty = file.Length == 0;
        file.Dispose();
        if (!isEmpty)
            return;
        File.Delete(source);
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            File.Delete(path);
    }
}
