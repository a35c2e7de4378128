using System.Text;

namespace NativeTorch.Logging;

/// <summary>What a training run did, a row for each epoch: a table in a terminal, in Markdown, as a CSV file, a curve.</summary>
/// <remarks>
/// <code>
/// history.Add(("epoch", epoch), ("loss", loss), ("accuracy", accuracy));
/// Console.Write(history.ToText());
/// history.ToCurve("loss").Save("loss.svg");
/// </code></remarks>
public sealed class TrainingHistory
{
    readonly List<string> columns = [];
    readonly List<LogValue[]> rows = []; // each as long as there were columns when it came

    /// <summary>The columns' names, in the order in which they first came.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>How many rows there are.</summary>
    public int Count => rows.Count;

    /// <summary>The numbers of a column, a NaN where a row has none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public IReadOnlyList<double> this[string column]
    {
        get
        {
            int at = ColumnOf(column);
            return [.. rows.Select(row => Cell(row, at).Number ?? double.NaN)];
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="values">Values by their columns' names.</param>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    public void Add(params ReadOnlySpan<(string Column, LogValue Value)> values)
    {
        var row = new LogValue[columns.Count + values.Length];
        var named = new HashSet<string>();
        foreach ((string column, LogValue value) in values)
        {
            ArgumentException.ThrowIfNullOrEmpty(column);
            if (!named.Add(column))
                throw new ArgumentException($"The column \"{column}\" is named twice.", nameof(values));
        }
        foreach ((string column, LogValue value) in values)
        {
            if (!columns.Contains(column))
                columns.Add(column);
            row[columns.IndexOf(column)] = value;
        }
        rows.Add(row[..columns.Count]);
    }

    /// <summary>The row in which a column has its smallest number, or its largest; -1 where it has none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="largest">Whether the largest is looked for (default: the smallest).</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public int Best(string column, bool largest = false)
    {
        IReadOnlyList<double> numbers = this[column];
        int best = -1;
        for (int i = 0; i < numbers.Count; i++)
            if (!double.IsNaN(numbers[i]) && (best < 0 || (largest ? numbers[i] > numbers[best] : numbers[i] < numbers[best])))
                best = i;
        return best;
    }

    /// <summary>The table as text, in columns that are as wide as they need to be: numbers to the right, texts to the left.</summary>
    /// <param name="format">.NET's format of numbers that are not whole (default "G4").</param>
    /// <param name="every">Every how many-th row is shown, and the last (default all).</param>
    public string ToText(string format = "G4", int every = 1) => Table(format, every, "", "  ", "", rule: null);

    /// <summary>The table in Markdown.</summary>
    /// <param name="format">.NET's format of numbers that are not whole (default "G4").</param>
    /// <param name="every">Every how many-th row is shown, and the last (default all).</param>
    public string ToMarkdown(string format = "G4", int every = 1) =>
        Table(format, every, "| ", " | ", " |", rule: (width, right) => right ? new string('-', width - 1) + ":" : new string('-', width));

    /// <summary>The table as comma-separated values, with all digits.</summary>
    public string ToCsv() =>
        CsvText.Row(columns) + string.Concat(rows.Select(row => CsvText.Row(columns.Select((_, i) => Cell(row, i).ToString()))));

    /// <summary>Columns as a chart over another: over "epoch" or "step" where there is such a column, else over the rows' numbers
    /// from 1.</summary>
    /// <param name="names">The columns; by default all that have numbers.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public TrainingCurve ToCurve(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string? over = columns.Find(column => column is "epoch" or "step" && this[column].All(double.IsFinite));
        if (names.Length == 0)
            names = [.. columns.Where(column => column != over && this[column].Any(double.IsFinite))];
        var curve = new TrainingCurve(xLabel: over ?? "", yLabel: names.Length == 1 ? names[0] : "");
        foreach (string name in names)
            curve.Add(name, over is null ? this[name].Select((y, i) => (i + 1.0, y)) : this[over].Zip(this[name]));
        return curve;
    }

    /// <summary>As <see cref="ToText"/>.</summary>
    public override string ToString() => ToText();

    string Table(string format, int every, string before, string between, string after, Func<int, bool, string>? rule)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        IEnumerable<LogValue[]> shown = rows.Where((_, i) => (i + 1) % every == 0 || i == rows.Count - 1);
        string[][] cells = [[.. columns.Select(Escaped)],
            .. shown.Select(row => columns.Select((_, i) => Escaped(Cell(row, i).ToString(format))).ToArray())];
        bool[] toRight = [.. columns.Select((_, i) => rows.All(row => Cell(row, i) is { IsEmpty: true } or { Number: not null }))];
        int[] widths = [.. columns.Select((_, i) => Math.Max(cells.Max(row => row[i].Length), rule is null ? 0 : 3))];
        var text = new StringBuilder();
        for (int r = 0; r < cells.Length; r++)
        {
            Line(cells[r].Select((cell, i) => Padded(cell, i)));
            if (r == 0 && rule is not null)
                Line(widths.Select((width, i) => rule(width, toRight[i])));
        }
        return text.ToString();

        string Escaped(string cell) => rule is null ? cell : cell.Replace("|", "\\|");
        string Padded(string cell, int i) => toRight[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]);
        void Line(IEnumerable<string> parts) => text.Append((before + string.Join(between, parts) + after).TrimEnd()).Append('\n');
    }

    int ColumnOf(string column) => columns.IndexOf(column) is var at and >= 0 ? at
        : throw new KeyNotFoundException($"there is no column \"{column}\", but {string.Join(", ", columns)}");

    static LogValue Cell(LogValue[] row, int column) => column < row.Length ? row[column] : default;
}
