using System.Globalization;

namespace NativeTorch.Data;

/// <summary>Values as they stand in fields, with blanks around them.</summary>
static class CsvFields
{
    public static bool TryParse(ReadOnlySpan<char> field, out long number) =>
        long.TryParse(field, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);

    public static bool TryParse(ReadOnlySpan<char> field, out double number)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return true;
        ReadOnlySpan<char> word = field.Trim();
        bool isNegative = word.StartsWith('-');
        word = isNegative || word.StartsWith('+') ? word[1..] : word;
        number = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        return word.Equals("inf", StringComparison.OrdinalIgnoreCase);
    }

    public static bool TryParse(ReadOnlySpan<char> field, out bool truth) => bool.TryParse(field, out truth);
}
