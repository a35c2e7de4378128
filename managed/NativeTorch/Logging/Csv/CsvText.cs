namespace NativeTorch.Logging;

/// <summary>Rows of comma-separated values, as RFC 4180 has them, with "\n" at their ends.</summary>
static class CsvText
{
    const byte Quote = (byte)'"', NewLine = (byte)'\n';

    /// <summary>A row with its end.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    /// <summary>The cells of a row without its end.</summary>
    public static List<string> Cells(string row)
    {
        List<string> cells = [];
        for (int at = 0; ; at++)
        {
            if (at < row.Length && row[at] == '"')
            {
                int end = at + 1;
                while (end < row.Length && (row[end] != '"' || (end + 1 < row.Length && row[end + 1] == '"')))
                    end += row[end] == '"' ? 2 : 1;
                cells.Add(row[(at + 1)..Math.Min(end, row.Length)].Replace("\"\"", "\""));
                at = Math.Min(end + 1, row.Length);
            }
            else
            {
                int comma = row.IndexOf(',', at);
                cells.Add(row[at..(comma < 0 ? row.Length : comma)]);
                at = comma < 0 ? row.Length : comma;
            }
            if (at >= row.Length)
                return cells;
        }
    }

    /// <summary>Where the first row ends, and where the last whole one does, both behind their "\n"; 0 where there is none.</summary>
    public static (long First, long Last) RowEnds(Stream file)
    {
        var buffer = new byte[1 << 16];
        long first = 0, last = 0, at = 0;
        bool quoted = false;
        for (int read; (read = file.Read(buffer)) > 0; at += read)
            for (int i = 0; i < read; i++)
                if (buffer[i] == Quote)
                {
                    quoted = !quoted;
                }
                else if (buffer[i] == NewLine && !quoted)
                {
                    last = at + i + 1;
                    first = first == 0 ? last : first;
                }
        return (first, last);
    }

    static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") || text.StartsWith(' ') || text.EndsWith(' ')
        ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
