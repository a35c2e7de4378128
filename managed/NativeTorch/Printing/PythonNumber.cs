using System.Globalization;

namespace NativeTorch.Printing;

/// <summary>Numbers as Python's format writes them. .NET rounds alike (exact ties to even); only exponents differ.</summary>
static class PythonNumber
{
    public static string Fixed(double value, int precision) =>
        Special(value) ?? value.ToString($"F{precision}", CultureInfo.InvariantCulture);

    /// <summary>1.2346e+05: two digits of exponent, where .NET has three.</summary>
    public static string Scientific(double value, int precision)
    {
        if (Special(value) is { } special)
            return special;
        string text = value.ToString($"e{precision}", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('e') + 2;
        return text[exponent] == '0' ? text.Remove(exponent, 1) : text;
    }

    static string? Special(double value) =>
        double.IsNaN(value) ? "nan" : double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : null;
}
