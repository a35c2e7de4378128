using System.Runtime.CompilerServices;

namespace NativeTorch.Optim;

/// <summary>Checks of optimizers' options; NaN passes none of them.</summary>
static class OptionRange
{
    public static double NotNegative(double value, [CallerMemberName] string? name = null) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must not be negative");

    public static double BelowOne(double value, [CallerMemberName] string? name = null) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be in [0, 1)");
}
