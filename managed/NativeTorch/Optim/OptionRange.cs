using System.Runtime.CompilerServices;

namespace NativeTorch.Optim;

/// <summary>Checks of optimizers' options; NaN passes none of them.</summary>
static class OptionRange
{
    public static double NotNegative(double value, [CallerMemberName] string? name = null) =>
        Checked(value, value >= 0, name, "it must not be negative");

    public static double Positive(double value, [CallerMemberName] string? name = null) =>
        Checked(value, value > 0, name, "it must be positive");

    public static double UpToOne(double value, [CallerMemberName] string? name = null) =>
        Checked(value, value is >= 0 and <= 1, name, "it must be in [0, 1]");

    public static (double, double) BelowOne((double First, double Second) value, [CallerMemberName] string? name = null) =>
        Checked(value, value is { First: >= 0 and < 1, Second: >= 0 and < 1 }, name, "both must be in [0, 1)");

    /// <summary>One in (0, 1), one above.</summary>
    public static (double, double) AroundOne((double Below, double Above) value, [CallerMemberName] string? name = null) =>
        Checked(value, value is { Below: > 0 and < 1, Above: > 1 }, name, "the first must be in (0, 1), the second above 1");

    static T Checked<T>(T value, bool isGood, string? name, string rule) =>
        isGood ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: {rule}");
}
