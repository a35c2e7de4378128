using System.Globalization;
using System.Text.Json;

namespace NativeTorch.Conformance.Golden;

/// <summary>How far a number may be from PyTorch's.</summary>
/// <param name="Ulps">Steps between neighbouring numbers of the dtype.</param>
/// <param name="Relative">Part of the number, where steps do not say enough.</param>
/// <param name="Absolute">For numbers about 0.</param>
readonly record struct Closeness(int Ulps, double Relative = 0, double Absolute = 0);

/// <summary>Numbers of golden files, and whether a tensor has them.</summary>
static class Numbers
{
    /// <summary>All numbers of a nested list, in order.</summary>
    public static double[] All(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray().SelectMany(All)],
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        JsonValueKind.String => [Named(json.GetString()!)],
        _ => [json.GetDouble()],
    };

    public static long[] Shape(JsonElement json) => [.. json.EnumerateArray().Select(e => e.GetInt64())];

    /// <summary>Null where the tensor has the shape and the numbers, else what differs.</summary>
    public static string? Difference(Tensor actual, long[] shape, double[] expected, Closeness closeness)
    {
        if (!actual.Shape.AsSpan().SequenceEqual(shape))
            return $"the shape {actual.Shape}, not {NativeTorch.Shape.Create(shape)}";
        return Difference(actual, expected, closeness);
    }

    /// <summary>The same without the shape.</summary>
    public static string? Difference(Tensor actual, double[] expected, Closeness closeness)
    {
        double[] values = actual.Detach().To(Device.Cpu, Dtype.Float64).ToArray<double>();
        if (values.Length != expected.Length)
            return $"{values.Length} elements, not {expected.Length}";
        for (int i = 0; i < values.Length; i++)
            if (!Accepts(values[i], expected[i], actual.Dtype, closeness))
                return string.Create(CultureInfo.InvariantCulture, $"element {i}: {values[i]:R}, not {expected[i]:R}");
        return null;
    }

    public static bool Accepts(double actual, double expected, Dtype dtype, Closeness closeness)
    {
        if (actual.Equals(expected))
            return true;
        if (!double.IsFinite(actual) || !double.IsFinite(expected))
            return false;
        double step = !dtype.IsFloatingPoint ? 0
            : dtype == Dtype.Float64 ? Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)
            : MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected);
        return Math.Abs(actual - expected) <= Math.Max(closeness.Ulps * step, closeness.Absolute + closeness.Relative * Math.Abs(expected));
    }

    static double Named(string text) => text.TrimStart('+').ToLowerInvariant() switch
    {
        "inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
