using System.Globalization;
using System.Xml.Linq;
using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>Charts as SVG: where points lie, round ticks, logarithms, smoothing, and that the text is always the same.</summary>
public sealed class TrainingCurveTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Points_lie_where_the_axes_say()
    {
        XElement chart = XElement.Parse(new TrainingCurve("title <1>", "epoch", "loss").Add("a & b", [(0, 1), (5, 2), (10, 0)]).ToSvg());
        double[][] points = Points(Curves(chart)[0]);
        Assert.Equal(3, points.Length);
        XElement frame = chart.Elements(svg + "rect").Single(r => (string?)r.Attribute("stroke") == "#999");
        (double left, double width) = ((double)frame.Attribute("x")!, (double)frame.Attribute("width")!);
        Assert.Equal([left, left + width / 2, left + width], points.Select(p => p[0]), (a, b) => Math.Abs(a - b) < 0.11);
        Assert.True(points[1][1] < points[0][1] && points[0][1] < points[2][1]);
        // Twice as high above what is 0.
        Assert.Equal(2, (points[2][1] - points[1][1]) / (points[2][1] - points[0][1]), 0.01);
        Assert.Superset(new HashSet<string> { "title <1>", "epoch", "loss", "a & b", "0", "0.5", "2", "10" }, chart.Elements(svg + "text")
            .Select(t => t.Value).ToHashSet());
    }

    [Fact]
    public void A_logarithm_makes_equal_factors_equal_heights()
    {
        XElement chart = XElement.Parse(new TrainingCurve { LogY = true, LogX = true }.Add("a",
            [(1, 1000), (10, 10), (100, 0.1), (1000, 0), (0, 5)]).ToSvg());
        double[][] points = Points(Curves(chart)[0]);
        Assert.Equal(3, points.Length);
        Assert.Equal(points[1][1] - points[0][1], points[2][1] - points[1][1], 0.11);
        Assert.Equal(points[1][0] - points[0][0], points[2][0] - points[1][0], 0.11);
        Assert.Superset(new HashSet<string> { "0.1", "1", "10", "100", "1000" }, chart.Elements(svg + "text").Select(t => t.Value)
            .ToHashSet());
    }

    [Fact]
    public void Smoothing_is_TensorBoards_and_shows_the_raw_line_faintly()
    {
        var series = new CurveSeries("a", [(0, 4), (1, 0), (2, double.NaN), (3, 8)]).Smooth(0.5);
        // 4; (0.5 4 + 0) / 1.5 = 4/3; nothing; (0.25 4 + 0 + 8) / 1.75
        Assert.Equal([4, 4 / 3.0, double.NaN, 9 / 1.75], series.Points.Select(p => p.Y), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-12);
        XElement[] curves = Curves(XElement.Parse(new TrainingCurve { Smoothing = 0.5 }.Add("a", [4, 0, 8]).ToSvg()));
        Assert.Equal(["0.25", null], curves.Select(c => (string?)c.Attribute("stroke-opacity")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingCurve { Smoothing = 1 });
    }

    [Fact]
    public void What_is_not_finite_interrupts_a_line_and_a_point_alone_is_a_dot()
    {
        string path = (string)Curves(XElement.Parse(new TrainingCurve().Add("a", [1, 2, double.NaN, 3, double.PositiveInfinity, 4, 5])
            .ToSvg()))[0].Attribute("d")!;
        Assert.Equal(3, path.Count(c => c == 'M'));
        Assert.Matches(@"^M[\d. ]+L[\d. ]+M[\d. ]+l0 0M[\d. ]+L[\d. ]+$", path);
    }

    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0, 10, 4, "0 5 10")]
    [InlineData(-0.3, 0.31, 4, "-0.2 0 0.2")]
    [InlineData(0.1234, 0.1239, 5, "0.1234 0.1235 0.1236 0.1237 0.1238 0.1239")]
    [InlineData(0, 3e7, 3, "0 1e+7 2e+7 3e+7")]
    [InlineData(0, 2.4e-7, 3, "0 1e-7 2e-7")]
    [InlineData(950, 1050, 2, "950 1000 1050")]
    public void Ticks_are_round(double min, double max, int most, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', AxisTicks.Linear(min, max, most).Select(t => t.Text)));

    [Theory]
    [InlineData(0.9, 12, "1 2 5 10")]
    [InlineData(0.01, 100, "0.01 0.1 1 10 100")]
    [InlineData(1e-9, 1e9, "1e-9 1e-6 0.001 1 1000 1e+6 1e+9")]
    public void Ticks_of_logarithms_are_powers(double min, double max, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', AxisTicks.Logarithmic(min, max).Select(t => t.Text)));

    [Fact]
    public void The_text_is_the_same_in_any_country_and_for_any_number_of_points_small()
    {
        IEnumerable<(double, double)> points = Enumerable.Range(0, 100_000).Select(i => (i + 0.5, Math.Sin(i * 0.37) / (i + 1)));
        TrainingCurve Chart() => new TrainingCurve("a", "b", "c") { Smoothing = 0.9 }.Add("noise", points)
            .Add("line", [(0, 0.25), (100_000, 0.5)]);
        string expected = Chart().ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(expected, Chart().ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.True(expected.Length < 60_000, $"{expected.Length} characters");
        // The highest point of all is still there: the line's end excepted, the noise begins at its greatest.
        double[][] drawn = Points(Curves(XElement.Parse(expected))[0]);
        Assert.True(drawn.Length > 500);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 7 })]
    [InlineData(new double[] { 0, 0, 0 })]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { 1e-300, 1e300 })]
    public void Few_or_strange_points_make_a_chart_without_NaN(double[] values)
    {
        foreach (bool log in new[] { false, true })
            Assert.DoesNotContain("NaN", new TrainingCurve { LogY = log, LogX = log }.Add("a", values).ToSvg());
        Assert.DoesNotContain("NaN", new TrainingCurve().ToSvg());
    }

    static XElement[] Curves(XElement chart) => [.. chart.Elements(svg + "path")];

    static double[][] Points(XElement path) => [.. ((string)path.Attribute("d")!).Split('M', 'L').Skip(1)
        .Select(p => p.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
}
