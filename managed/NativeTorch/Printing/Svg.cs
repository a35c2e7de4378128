using System.Globalization;
using System.Net;
using System.Text;

namespace NativeTorch;

/// <summary>The elements of the pictures that we draw, as text: the same input gives the same bytes on every machine.</summary>
static class Svg
{
    /// <summary>Begins a picture.</summary>
    public static StringBuilder Begin(double width, double height, string attributes) =>
        new StringBuilder().Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
        .Append($"width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"0 0 {Number(width)} {Number(height)}\" {attributes}>\n");

    /// <summary>Ends a picture.</summary>
    public static string End(StringBuilder svg) => svg.Append("</svg>\n").ToString();

    /// <summary>A text, with its baseline at (x, y).</summary>
    public static void Text(StringBuilder svg, double x, double y, string text, string attributes = "") =>
        svg.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{(attributes.Length > 0 ? " " : "")}{attributes}>")
            .Append(WebUtility.HtmlEncode(text)).Append("</text>\n");

    /// <summary>A straight line.</summary>
    public static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string attributes) =>
        svg.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {attributes}/>\n");

    /// <summary>A rectangle.</summary>
    public static void Rect(StringBuilder svg, double x, double y, double width, double height, string attributes) =>
        svg.Append($"<rect {Place(x, y, width, height)} {attributes}/>\n");

    /// <summary>Where a rectangle is, as attributes.</summary>
    public static string Place(double x, double y, double width, double height) =>
        $"x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"";

    /// <summary>A length, to a tenth of a pixel.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
