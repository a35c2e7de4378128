using System.Globalization;

namespace NativeTorch.Benchmarks.Reporting;

/// <summary>Numbers for readers: three digits, and a unit that fits.</summary>
static class Number
{
    public static string Time(double? seconds) => seconds switch
    {
        null => "",
        < 1e-6 => $"{Digits(seconds.Value * 1e9)} ns",
        < 1e-3 => $"{Digits(seconds.Value * 1e6)} us",
        < 1 => $"{Digits(seconds.Value * 1e3)} ms",
        _ => $"{Digits(seconds.Value)} s",
    };

    public static string Bytes(double? bytes) => bytes is null ? "" : $"{Digits(bytes.Value / (1 << 20))} MB";

    public static string Ratio(double? ratio) => ratio is { } value && double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "";

    public static string Share(double? share) => share is { } value && double.IsFinite(value) ? $"{Digits(100 * value)} %" : "";

    public static string Digits(double value) => value.ToString(Math.Abs(value) switch { < 9.995 => "0.00", < 99.95 => "0.0", _ => "0" }, CultureInfo.InvariantCulture);
}
