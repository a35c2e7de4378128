using System.Globalization;

namespace NativeTorch;

/// <summary>What a gradient check found.</summary>
/// <param name="Checked">How many numbers were compared: elements of inputs times elements of outputs.</param>
/// <param name="Worst">The pair that is furthest beyond the tolerance; null where all agree.</param>
/// <param name="Failures">How many pairs disagree.</param>
public sealed record GradCheckReport(long Checked, GradCheckMismatch? Worst, long Failures)
{
    /// <summary>Whether every derivative agrees.</summary>
    public bool Passed => Worst is null;

    /// <summary>One sentence, and the worst pair where there is one.</summary>
    public override string ToString() => Worst is null
        ? $"{Checked} derivatives agree"
        : $"{Failures} of {Checked} derivatives disagree; the worst: {Worst}";
}

/// <summary>A derivative on which backward and finite differences disagree.</summary>
/// <param name="Input">Which input.</param>
/// <param name="InputIndex">Which element of it; null where it moved along a random direction.</param>
/// <param name="Output">Which output.</param>
/// <param name="OutputIndex">Which element of it; null where it is a sum with random weights.</param>
/// <param name="Analytical">What backward gives for d(output element)/d(input element).</param>
/// <param name="Numerical">What finite differences give.</param>
public sealed record GradCheckMismatch(int Input, long[]? InputIndex, int Output, long[]? OutputIndex, double Analytical, double Numerical)
{
    /// <summary>Which element of which input and output, and both numbers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"d output{Output}{Place(OutputIndex)} / d input{Input}{Place(InputIndex)} is {Analytical:G9} by backward, {Numerical:G9} by finite differences");

    static string Place(long[]? index) => index is null ? "" : $"[{string.Join(", ", index)}]";
}
