using System.Buffers;
using System.Text;

namespace NativeTorch.Data;

/// <summary>Goes through a CSV file row by row, in the memory of its longest row: RFC 4180, with other separators, comments and line
/// ends.</summary>
/// <remarks>
/// A field in quotes may hold separators, line ends, and quotes that are written twice; a quote within a field that does not begin with
/// one is itself. Lines without any character are left out. PyTorch's users read such files with Python's <c>csv.reader</c>.
/// <code>
/// using var rows = new CsvReader("table.csv");
/// while (rows.Read()) total += double.Parse(rows[2], CultureInfo.InvariantCulture);
/// </code>
/// </remarks>
public sealed class CsvReader : IDisposable
{
    const char Quote = '"', Bom = '\uFEFF';

    readonly TextReader text;
    readonly string path;
    readonly CsvOptions options;
    readonly SearchValues<char> stops, lineEnds = SearchValues.Create("\r\n"), quotes = SearchValues.Create("\"\r\n");
    readonly char[] buffer = new char[1 << 14];
    int next, filled;
    char[] row = new char[256];
    int length;
    readonly List<int> ends = [];
    long line = 1;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; null is the usual way. Names and types of columns are not looked at.</param>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public CsvReader(string path, CsvOptions? options = null)
        : this(new StreamReader(path, Strict((options ?? new()).Encoding), true, 1 << 16), path, options) { }

    /// <summary>Reads text from elsewhere.</summary>
    /// <param name="text">The text, which is disposed with the reader.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">How it is written.</param>
    public CsvReader(TextReader text, string name, CsvOptions? options = null)
    {
        (this.text, path, this.options) = (text, name, options ?? new CsvOptions());
        char separator = this.options.Separator;
        if (separator is Quote or '\r' or '\n' || this.options.Comment is Quote or '\r' or '\n' || this.options.Comment == separator)
            throw new ArgumentException($"[csv] '{separator}' separates and '{this.options.Comment}' begins comments: "
                + "these differ, and are neither a quote nor a line's end", nameof(options));
        stops = SearchValues.Create([separator, '\r', '\n']);
    }

    /// <summary>How many fields the row has.</summary>
    public int FieldCount => ends.Count;

    /// <summary>The line, from 1 on, in which the row begins: rows with line ends in quotes have several.</summary>
    public long Line { get; private set; }

    /// <summary>A field of the row, without its quotes. It is valid until the next <see cref="Read"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row has no such field.</exception>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ends.Count);
            int start = index == 0 ? 0 : ends[index - 1];
            return row.AsSpan(start, ends[index] - start);
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="DatasetFormatException">A quote is not closed, something stands behind one, the row is too long, or bytes are no
    /// text.</exception>
    public bool Read()
    {
        length = 0;
        ends.Clear();
        if (Line == 0 && Peek() == Bom)
            next++;
        if (!SkipEmptyLines())
            return false;
        Line = line;
        while (ReadField())
        {
        }
        return true;
    }

    /// <summary>Ends the reading.</summary>
    public void Dispose() => text.Dispose();

    internal DatasetFormatException Wrong(string expected, string found, Exception? inner = null) => new(path, expected, found, inner);

    /// <summary>Goes to a character of a row; false at the end.</summary>
    bool SkipEmptyLines()
    {
        while (Fill())
            if (buffer[next] is '\r' or '\n')
                EndLine();
            else if (buffer[next] == options.Comment)
                SkipLine();
            else
                return true;
        return false;
    }

    /// <summary>Reads a field and what ends it; whether another one follows in the row.</summary>
    bool ReadField()
    {
        if (Peek() == Quote && filled > next)
            ReadQuoted();
        else
            Take(stops);
        ends.Add(length);
        char end = Peek();
        if (next == filled)
            return false;
        if (end == options.Separator)
        {
            next++;
            return true;
        }
        EndLine();
        return false;
    }

    void ReadQuoted()
    {
        long start = line;
        next++;
        while (true)
        {
            Take(quotes);
            char c = Peek();
            if (next == filled)
                throw Wrong($"a quote that closes the one in line {start}", "the file's end");
            if (c != Quote)
            {
                TakeLineEnd();
                continue;
            }
            next++;
            c = Peek();
            if (next == filled || c == options.Separator || c is '\r' or '\n')
                return;
            if (c != Quote)
                throw Wrong($"a separator or a line's end behind the quote in line {line}", $"'{c}'");
            Append([Quote]);
            next++;
        }
    }

    /// <summary>Takes characters up to one of those, or the end.</summary>
    void Take(SearchValues<char> until)
    {
        while (Fill())
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(next, filled - next);
            int stop = rest.IndexOfAny(until);
            Append(stop < 0 ? rest : rest[..stop]);
            next += stop < 0 ? rest.Length : stop;
            if (stop >= 0)
                return;
        }
    }

    void SkipLine()
    {
        while (Fill())
        {
            int stop = buffer.AsSpan(next, filled - next).IndexOfAny(lineEnds);
            next = stop < 0 ? filled : next + stop;
            if (stop >= 0)
                return;
        }
    }

    void TakeLineEnd()
    {
        bool isReturn = Peek() == '\r';
        Append(buffer.AsSpan(next, 1));
        next++;
        if (isReturn && Peek() == '\n' && filled > next)
        {
            Append(['\n']);
            next++;
        }
        line++;
    }

    void EndLine()
    {
        bool isReturn = Peek() == '\r';
        next++;
        if (isReturn && Peek() == '\n' && filled > next)
            next++;
        line++;
    }

    void Append(ReadOnlySpan<char> more)
    {
        if (length + more.Length > options.MaxRowLength)
            throw Wrong($"rows of at most {options.MaxRowLength} characters", $"a longer one in line {Line}");
        if (length + more.Length > row.Length)
            Array.Resize(ref row, Math.Max(length + more.Length, 2 * row.Length));
        more.CopyTo(row.AsSpan(length));
        length += more.Length;
    }

    /// <summary>The next character, without taking it; at the end something, and next == filled.</summary>
    char Peek() => Fill() ? buffer[next] : '\0';

    bool Fill()
    {
        if (next < filled)
            return true;
        try
        {
            (next, filled) = (0, text.Read(buffer));
        }
        catch (DecoderFallbackException e)
        {
            throw Wrong($"text in {options.Encoding.WebName}", $"bytes that are none, in line {line} or soon after it", e);
        }
        return filled > 0;
    }

    static Encoding Strict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
