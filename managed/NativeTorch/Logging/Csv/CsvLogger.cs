using System.Text;
using NativeTorch.Data;

namespace NativeTorch.Logging;

/// <summary>Appends rows to a file of comma-separated values: a column for each name, a row for each call.</summary>
/// <remarks>
/// <code>
/// using var log = new CsvLogger("log.csv");
/// log.Log(("epoch", epoch), ("loss", loss), ("accuracy", accuracy));
/// </code>
/// Each row goes to the system at once and as a whole, so that a program that crashes loses none. Numbers are written as they read back,
/// with a "." in any country. Any thread may add.</remarks>
public sealed class CsvLogger : IDisposable
{
    const int LongestHeader = 1 << 20;

    readonly Lock guard = new();
    readonly FileStream file;
    string[] columns;

    /// <summary>Opens a file, or makes one. Where it has rows, more are added behind them; a last row that a crash cut off is
    /// removed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns' names; by default those of the file, or of the first row.</param>
    /// <exception cref="DatasetFormatException">The file has other columns.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another program writes to it.</exception>
    public CsvLogger(string path, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(columns);
        this.columns = [.. columns];
        RequireDistinct(columns);
        FilePath = path;
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            Continue();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The columns' names; none before the first row where none were given.</summary>
    public IReadOnlyList<string> Columns
    {
        get
        {
            lock (guard)
                return [.. columns];
        }
    }

    /// <summary>Adds a row. A column that is not named stays empty.</summary>
    /// <param name="values">Values by their columns' names, in any order.</param>
    /// <exception cref="ArgumentException">There is no such column, or one is named twice.</exception>
    /// <exception cref="IOException">The row cannot be written.</exception>
    public void Log(params ReadOnlySpan<(string Column, LogValue Value)> values)
    {
        lock (guard)
        {
            ObjectDisposedException.ThrowIf(!file.CanWrite, this);
            string text = "";
            string[] names = columns;
            if (columns.Length == 0)
            {
                names = new string[values.Length];
                for (int i = 0; i < names.Length; i++)
                    names[i] = values[i].Column;
                RequireDistinct(names);
                text = CsvText.Row(names);
            }
            var cells = new string?[names.Length];
            foreach ((string column, LogValue value) in values)
            {
                int at = Array.IndexOf(names, column);
                if (at < 0)
                    throw new ArgumentException($"{FilePath} has no column \"{column}\", but {string.Join(", ", names)}", nameof(values));
                if (cells[at] is not null)
                    throw new ArgumentException($"The column \"{column}\" is named twice.", nameof(values));
                cells[at] = value.ToString();
            }
            Write(text + CsvText.Row(cells.Select(cell => cell ?? "")));
            columns = names;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (guard)
            file.Dispose();
    }

    void Continue()
    {
        (long first, long last) = CsvText.RowEnds(file);
        if (last < file.Length)
            file.SetLength(last);
        if (first > LongestHeader)
            throw new DatasetFormatException(FilePath, $"columns' names of at most {LongestHeader} bytes", $"{first}");
        if (first > 0)
        {
            var header = new byte[first];
            file.Position = 0;
            file.ReadExactly(header);
            string[] found = [.. CsvText.Cells(Encoding.UTF8.GetString(header).TrimEnd('\n', '\r').TrimStart('\uFEFF'))];
            if (columns.Length > 0 && !columns.SequenceEqual(found))
                throw new DatasetFormatException(FilePath, $"the columns {string.Join(", ", columns)}", string.Join(", ", found));
            columns = found;
        }
        file.Position = last;
        if (first == 0 && columns.Length > 0)
            Write(CsvText.Row(columns));
    }

    void Write(string text) => file.Write(Encoding.UTF8.GetBytes(text));

    static void RequireDistinct(string[] names)
    {
        if (names.Any(string.IsNullOrEmpty) || names.Distinct().Count() < names.Length)
            throw new ArgumentException($"Columns have names, each another: {string.Join(", ", names)}");
    }
}
