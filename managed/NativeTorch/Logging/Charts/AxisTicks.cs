using System.Globalization;

namespace NativeTorch.Logging;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten, or powers of ten.</summary>
static class AxisTicks
{
    const int MostDecades = 8;

    /// <summary>At most <paramref name="most"/> + 1 numbers from min to max, with their texts.</summary>
    public static (double Value, string Text)[] Linear(double min, double max, int most)
    {
        double step = RoundUp((max - min) / most);
        double first = Math.Ceiling(min / step - 1e-9);
        int count = (int)(Math.Floor(max / step + 1e-9) - first) + 1;
        return [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => ((first + i) * step, Text((first + i) * step, step)))];
    }

    /// <summary>Powers of ten from min to max; 2 and 5 times them too where they are few, every second or so where they are many.</summary>
    public static (double Value, string Text)[] Logarithmic(double min, double max)
    {
        int low = (int)Math.Floor(Math.Log10(min) + 1e-9), high = (int)Math.Ceiling(Math.Log10(max) - 1e-9),
            every = (high - low) / MostDecades + 1;
        double[] parts = Math.Log10(max) - Math.Log10(min) <= 2 ? [1, 2, 5] : [1];
        return
        [
            .. from decade in Enumerable.Range(low, high - low + 1)
               where (decade - low) % every == 0
               from part in parts
               let value = part * Math.Pow(10, decade)
               where value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)
               select (value, value.ToString(value is >= 1e-4 and < 1e6 ? "0.####" : "0e+0", CultureInfo.InvariantCulture)),
        ];
    }

    static double RoundUp(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 };
    }

    static string Text(double value, double step)
    {
        double size = Math.Max(Math.Abs(value), step);
        if (size >= 1e6 || step < 1e-5)
            return value == 0 ? "0" : value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        int digits = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        double rounded = Math.Round(value, digits);
        return rounded == 0 ? "0" : rounded.ToString($"0.{new string('#', digits)}", CultureInfo.InvariantCulture); // never "-0"
    }
}
