using System.Globalization;

namespace NativeTorch.Data;

/// <summary>A CSV file as columns of one type each.</summary>
/// <remarks>
/// <code>
/// CsvTable table = CsvTable.Read("houses.csv");
/// var data = new TensorDataset(table.ToTensor(["rooms", "area"], Dtype.Float32), table["price"].ToTensor(Dtype.Float32));
/// </code>
/// The file is never held in memory as text. PyTorch's users call <c>pandas.read_csv</c>.
/// </remarks>
public sealed class CsvTable
{
    readonly CsvColumn[] columns;
    readonly Dictionary<string, CsvColumn> byName;

    CsvTable(string path, CsvColumn[] columns, int rowCount)
    {
        (Path, this.columns, RowCount) = (path, columns, rowCount);
        byName = columns.ToDictionary(column => column.Name);
    }

    /// <summary>The file, or what the text was called.</summary>
    public string Path { get; }

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<CsvColumn> Columns => columns;

    /// <summary>The number of rows without the header.</summary>
    public int RowCount { get; }

    /// <summary>The column of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those that there are.</exception>
    public CsvColumn this[string name] => byName.TryGetValue(name, out CsvColumn? column) ? column
        : throw new KeyNotFoundException($"{Path} has no column \"{name}\"; it has "
            + string.Join(", ", columns.Select(other => $"\"{other.Name}\"")));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written, and the types of columns; null is the usual way, with types that are found.</param>
    /// <exception cref="DatasetFormatException">It is no CSV file, its rows differ in length, two columns have one name, or a field is
    /// not of its column's type; the message names line and column.</exception>
    /// <exception cref="ArgumentException">A type is given for a column that is not there.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(() => new CsvReader(path, options), path, options ?? new());
    }

    /// <summary>Reads a text; see <see cref="Read(string, CsvOptions?)"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="DatasetFormatException">It is no CSV.</exception>
    public static CsvTable Parse(string text, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(() => new CsvReader(new StringReader(text), "the text", options), "the text", options ?? new());
    }

    /// <summary>Columns beside each other: (rows, columns).</summary>
    /// <param name="names">The columns, in order.</param>
    /// <param name="dtype">The dtype; null is float64 if one of them is, else int64, else bool.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">One of them is text.</exception>
    public Tensor ToTensor(IEnumerable<string> names, Dtype? dtype = null)
    {
        CsvColumn[] chosen = [.. names.Select(name => this[name])];
        if (chosen.Length == 0)
            return Torch.Zeros([RowCount, 0], dtype ?? Dtype.Float64);
        Dtype common = dtype ?? (chosen.Any(c => c.Type == CsvType.Float64) ? Dtype.Float64
            : chosen.Any(c => c.Type == CsvType.Int64) ? Dtype.Int64 : Dtype.Bool);
        return Torch.Stack([.. chosen.Select(column => column.ToTensor(common))], dim: 1);
    }

    static CsvTable Read(Func<CsvReader> open, string path, CsvOptions options)
    {
        CsvType[]? found = null;
        using (CsvReader rows = open())
        {
            string[] names = Names(rows, options);
            if (options.Types.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
                throw new ArgumentException($"[csv] there is a type for a column \"{unknown}\", and {path} has {string.Join(", ", names)}",
                    nameof(options));
            if (!names.All(options.Types.ContainsKey))
                found = FindTypes(rows, names, options);
        }
        using CsvReader again = open();
        return Fill(again, path, Names(again, options), found, options);
    }

    /// <summary>The names, with the reader before the first row of values.</summary>
    static string[] Names(CsvReader rows, CsvOptions options)
    {
        if (!rows.Read())
            return !options.HasHeader ? [] : throw rows.Wrong("a header with the columns' names", "nothing: there is no row");
        string[] names = [.. Enumerable.Range(0, rows.FieldCount).Select(i =>
            options.HasHeader ? rows[i].Trim().ToString() : i.ToString(CultureInfo.InvariantCulture))];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw rows.Wrong("columns with different names", $"\"{twice.Key}\" {twice.Count()} times");
        return names;
    }

    static CsvType[] FindTypes(CsvReader rows, string[] names, CsvOptions options)
    {
        CsvTypes[] seen = [.. names.Select(_ => new CsvTypes())];
        string[] missing = [.. options.MissingValues];
        foreach (int _ in Rows(rows, names, options))
            for (int i = 0; i < names.Length; i++)
                seen[i].See(rows[i], IsOneOf(missing, rows[i]));
        return [.. seen.Select(column => column.Type)];
    }

    static CsvTable Fill(CsvReader rows, string path, string[] names, CsvType[]? found, CsvOptions options)
    {
        CsvColumn[] columns = [.. names.Select((name, i) =>
            Create(name, options.Types.TryGetValue(name, out CsvType type) ? type : found![i]))];
        string[] missing = [.. options.MissingValues];
        int count = 0;
        foreach (int _ in Rows(rows, names, options))
        {
            for (int i = 0; i < columns.Length; i++)
                if (IsOneOf(missing, rows[i]) is var isMissing && !columns[i].Add(rows[i], isMissing))
                    throw rows.Wrong($"a field of {columns[i].Type} in line {rows.Line}, column \"{names[i]}\"",
                        isMissing ? $"none (\"{rows[i]}\")" : $"\"{Shortened(rows[i])}\"");
            count++;
        }
        return new(path, columns, count);
    }

    /// <summary>Goes through the rows of values, all of which have as many fields as there are names.</summary>
    static IEnumerable<int> Rows(CsvReader rows, string[] names, CsvOptions options)
    {
        bool isFirst = !options.HasHeader && names.Length > 0; // the reader is at it
        for (int i = 0; isFirst || rows.Read(); i++, isFirst = false)
            yield return rows.FieldCount == names.Length ? i
                : throw rows.Wrong($"{names.Length} fields in line {rows.Line}", $"{rows.FieldCount}");
    }

    static bool IsOneOf(string[] texts, ReadOnlySpan<char> field)
    {
        foreach (string text in texts)
            if (field.SequenceEqual(text))
                return true;
        return false;
    }

    static string Shortened(ReadOnlySpan<char> field) => field.Length <= 40 ? field.ToString() : $"{field[..40]}...";

    static CsvColumn Create(string name, CsvType type) => type switch
    {
        CsvType.Int64 => new CsvIntegers(name),
        CsvType.Float64 => new CsvNumbers(name),
        CsvType.Bool => new CsvTruths(name),
        CsvType.String => new CsvTexts(name),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "[csv] there is no such type"),
    };
}
