using System.Text;

namespace NativeTorch.Data;

/// <summary>How a CSV file is written.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between fields (default ','); ';' and tabs are usual too.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first row holds the columns' names (default true). Otherwise they are called "0", "1", ...</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What lines that are left out begin with; null, the default, is none.</summary>
    public char? Comment { get; init; }

    /// <summary>Fields that mean that there is no value (default: the empty one, NA, N/A, NaN, nan, null, NULL).</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = ["", "NA", "N/A", "NaN", "nan", "null", "NULL"];

    /// <summary>The types of columns by name; those of the others are found by reading the file once more. Given for all columns, the
    /// file is read only once.</summary>
    public IReadOnlyDictionary<string, CsvType> Types { get; init; } = new Dictionary<string, CsvType>();

    /// <summary>The encoding where no byte order mark says another (default UTF-8). Bytes that it does not know are refused.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>The most characters that a row may have (default 16 million): a quote that is never closed takes all the rest of a
    /// file.</summary>
    public int MaxRowLength { get; init; } = 1 << 24;
}
