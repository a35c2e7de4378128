using System.Globalization;

namespace NativeTorch.Printing;

/// <summary>Chooses one format for all elements of a tensor, by PyTorch's rules (<c>_tensor_str._Formatter</c>).</summary>
abstract class ElementFormat
{
    /// <summary>The width to which elements are padded.</summary>
    public int Width { get; protected init; } = 1;

    /// <summary>Element number <paramref name="i"/>, padded.</summary>
    public string this[int i] => Text(i).PadLeft(Width);

    protected abstract string Text(int i);
}

/// <summary>Integers and truth values, as they are.</summary>
sealed class IntegerFormat : ElementFormat
{
    readonly string[] texts;

    public IntegerFormat(long[] values, bool isBool)
    {
        texts = Array.ConvertAll(values, v => isBool ? (v != 0 ? "True" : "False") : v.ToString(CultureInfo.InvariantCulture));
        Width = texts.Max(t => t.Length);
    }

    protected override string Text(int i) => texts[i];
}

/// <summary>Floating numbers: as integers with a point where all are, with exponents where they differ much in size.</summary>
sealed class FloatFormat : ElementFormat
{
    readonly double[] values;
    readonly int precision;
    readonly bool isInteger = true, isScientific;

    public FloatFormat(double[] values, PrintOptions options)
    {
        (this.values, precision) = (values, options.Precision);
        double[] shown = Array.FindAll(values, v => double.IsFinite(v) && v != 0);
        if (shown.Length > 0)
        {
            double min = shown.Min(Math.Abs), max = shown.Max(Math.Abs);
            isInteger = Array.TrueForAll(shown, v => v == Math.Ceiling(v));
            isScientific = max / min > 1000 || max > 1e8 || (!isInteger && min < 1e-4);
            Width = Math.Max(1, shown.Max(v => Number(v).Length));
        }
        isScientific = options.SciMode ?? isScientific; // the width stays: so does PyTorch
    }

    protected override string Text(int i) => Number(values[i]);

    string Number(double value) =>
        isScientific ? PythonNumber.Scientific(value, precision)
        : isInteger ? PythonNumber.Fixed(value, 0) + (double.IsFinite(value) ? "." : "")
        : PythonNumber.Fixed(value, precision);
}
