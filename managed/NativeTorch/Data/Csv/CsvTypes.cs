namespace NativeTorch.Data;

/// <summary>Finds the type of a column: the first of int64, float64, bool and text that all its fields are.</summary>
sealed class CsvTypes
{
    bool isInteger = true, isNumber = true, isTruth = true, isAnything, hasMissing;

    /// <summary>The type of what was seen. A column without any value is text; integers and truth values of which some are missing are
    /// float64 and text.</summary>
    public CsvType Type => !isAnything ? CsvType.String
        : isInteger && !hasMissing ? CsvType.Int64
        : isNumber ? CsvType.Float64
        : isTruth && !hasMissing ? CsvType.Bool
        : CsvType.String;

    public void See(ReadOnlySpan<char> field, bool isMissing)
    {
        if (isMissing)
        {
            hasMissing = true;
            return;
        }
        isAnything = true;
        isInteger = isInteger && CsvFields.TryParse(field, out long _);
        isNumber = isNumber && (isInteger || CsvFields.TryParse(field, out double _));
        isTruth = isTruth && CsvFields.TryParse(field, out bool _);
    }
}
