using System.Globalization;

namespace NativeTorch.Logging;

/// <summary>What a log holds under a name: a number, a text, or a switch. C#'s own are taken: <c>("lr", 0.1), ("optimizer",
/// "sgd")</c>.</summary>
public readonly struct LogValue
{
    readonly object? value;

    LogValue(object value) => this.value = value;

    /// <summary>A number.</summary>
    public static implicit operator LogValue(double value) => new(value);

    /// <summary>A number; 0.1f stays 0.1.</summary>
    public static implicit operator LogValue(float value) => new(value);

    /// <summary>A whole number.</summary>
    public static implicit operator LogValue(long value) => new(value);

    /// <summary>A text.</summary>
    public static implicit operator LogValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new LogValue(value);
    }

    /// <summary>A switch.</summary>
    public static implicit operator LogValue(bool value) => new(value);

    /// <summary>The number; null where it is none.</summary>
    public double? Number => value switch { double number => number, float number => number, long number => number, _ => null };

    /// <summary>The switch; null where it is none.</summary>
    public bool? Switch => value as bool?;

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => value is null;

    /// <summary>The value as text that reads back as the same, in any country; empty where there is none.</summary>
    public override string ToString() => ToString(null);

    /// <summary>The value as text, with a format for numbers that are not whole.</summary>
    /// <param name="format">.NET's, "G4" for example; null is as many digits as it takes.</param>
    public string ToString(string? format) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        double number => number.ToString(double.IsInteger(number) && Math.Abs(number) < 1e15 ? null : format, CultureInfo.InvariantCulture),
        float number => number.ToString(float.IsInteger(number) && Math.Abs(number) < 1e7 ? null : format, CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
