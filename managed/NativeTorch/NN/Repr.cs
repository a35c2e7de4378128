using System.Globalization;

namespace NativeTorch.NN;

/// <summary>Values as Python prints them, for the printed form of modules.</summary>
static class Repr
{
    public static string Of(bool value) => value ? "True" : "False";

    public static string Of(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E'))
            return text.Replace('E', 'e');
        return text.Contains('.') || !double.IsFinite(value) ? text.ToLowerInvariant() : text + ".0";
    }

    /// <summary>"3" or "3.0", as the number was given.</summary>
    public static string Of(Scalar value) =>
        value.IsFloatingPoint ? Of(value.ToDouble()) : value.ToInt64().ToString(CultureInfo.InvariantCulture);

    /// <summary>"(0.5, 0.25)", and "(0.5,)" for one number.</summary>
    public static string OfTuple(IReadOnlyList<double> values) =>
        values.Count == 1 ? $"({Of(values[0])},)" : $"({string.Join(", ", values.Select(Of))})";
}
