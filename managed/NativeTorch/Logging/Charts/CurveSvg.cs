using System.Text;

namespace NativeTorch.Logging;

/// <summary>Draws a <see cref="TrainingCurve"/>.</summary>
static class CurveSvg
{
    const double Margin = 12, TitleHeight = 24, TickHeight = 18, LabelHeight = 18, TickWidth = 52, LegendHeight = 18, CharWidth = 6.2;
    const double PixelsPerTickX = 80, PixelsPerTickY = 45, Space = 0.04;
    const double Most = 1e300; // what is larger is no measurement, and would overflow

    static readonly string[] colors = ["#0d6efd", "#fd7e14", "#20c997", "#d63384", "#6f42c1", "#795548", "#17a2b8", "#adb500"];

    readonly record struct Frame(double Left, double Top, double Right, double Bottom, Axis X, Axis Y)
    {
        public double AtX(double value) => Left + X.Place(value) * (Right - Left);

        public double AtY(double value) => Bottom - Y.Place(value) * (Bottom - Top);
    }

    readonly record struct Axis(double Min, double Max, bool IsLog)
    {
        public bool Shows(double value) => CurveSvg.Shows(value, IsLog);

        public double Place(double value) => (Scale(value) - Scale(Min)) / (Scale(Max) - Scale(Min));

        double Scale(double value) => IsLog ? Math.Log10(value) : value;
    }

    public static string Draw(TrainingCurve chart, IReadOnlyList<CurveSeries> series)
    {
        StringBuilder svg = Svg.Begin(chart.Width, chart.Height, "font-family=\"sans-serif\" font-size=\"11\"");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        if (chart.Title.Length > 0)
            Svg.Text(svg, chart.Width / 2.0, Margin + 8, chart.Title, "text-anchor=\"middle\" font-size=\"13\" font-weight=\"bold\"");

        double left = Margin + TickWidth + (chart.YLabel.Length > 0 ? LabelHeight : 0);
        double top = Margin + (chart.Title.Length > 0 ? TitleHeight : 0);
        top += Legend(svg, series, left, top, chart.Width - Margin);
        double bottom = chart.Height - Margin - TickHeight - (chart.XLabel.Length > 0 ? LabelHeight : 0);
        var points = series.SelectMany(s => s.Points).Where(p => Shows(p.X, chart.LogX) && Shows(p.Y, chart.LogY)).ToArray();
        var frame = new Frame(left, top, chart.Width - Margin, bottom, Range(points.Select(p => p.X), chart.LogX, space: 0),
            Range(points.Select(p => p.Y), chart.LogY, Space));
        Axes(svg, chart, frame);
        string place = Svg.Place(frame.Left, frame.Top, frame.Right - frame.Left, frame.Bottom - frame.Top);
        svg.Append($"<clipPath id=\"plot\"><rect {place}/></clipPath>\n");
        for (int i = 0; i < series.Count; i++)
        {
            string color = colors[i % colors.Length];
            if (chart.Smoothing > 0)
                Curve(svg, series[i], frame, $"stroke=\"{color}\" stroke-opacity=\"0.25\"");
            Curve(svg, series[i].Smooth(chart.Smoothing), frame, $"stroke=\"{color}\" stroke-width=\"1.5\"");
        }
        return Svg.End(svg);
    }

    static bool Shows(double value, bool isLog) => Math.Abs(value) <= Most && (!isLog || value > 0);

    /// <summary>From the smallest to the largest value, and some space.</summary>
    static Axis Range(IEnumerable<double> values, bool isLog, double space)
    {
        (double min, double max) = (values.DefaultIfEmpty(isLog ? 1 : 0).Min(), values.DefaultIfEmpty(isLog ? 10 : 1).Max());
        if (isLog)
        {
            double factor = min == max ? 2 : Math.Pow(10, space * (Math.Log10(max) - Math.Log10(min)));
            return new Axis(Math.Max(min / factor, double.Epsilon), Math.Min(max * factor, double.MaxValue), isLog);
        }
        double more = min == max ? Math.Max(Math.Abs(min) / 2, 0.5) : (max - min) * space;
        return new Axis(min - more, max + more, isLog);
    }

    /// <summary>Names with their colours, in as many lines as they need; how high they are.</summary>
    static double Legend(StringBuilder svg, IReadOnlyList<CurveSeries> series, double left, double top, double right)
    {
        double x = left, y = top;
        for (int i = 0; i < series.Count; i++)
        {
            double width = 34 + series[i].Name.Length * CharWidth;
            if (x > left && x + width > right)
                (x, y) = (left, y + LegendHeight);
            Svg.Line(svg, x, y + 8, x + 16, y + 8, $"stroke=\"{colors[i % colors.Length]}\" stroke-width=\"2\"");
            Svg.Text(svg, x + 20, y + 12, series[i].Name);
            x += width;
        }
        return series.Count > 0 ? y - top + LegendHeight + 6 : 0;
    }

    static void Axes(StringBuilder svg, TrainingCurve chart, Frame frame)
    {
        foreach ((double value, string text) in Ticks(frame.X, (frame.Right - frame.Left) / PixelsPerTickX))
        {
            Svg.Line(svg, frame.AtX(value), frame.Top, frame.AtX(value), frame.Bottom, "stroke=\"#e5e5e5\"");
            Svg.Text(svg, frame.AtX(value), frame.Bottom + 14, text, "text-anchor=\"middle\" fill=\"#555\"");
        }
        foreach ((double value, string text) in Ticks(frame.Y, (frame.Bottom - frame.Top) / PixelsPerTickY))
        {
            Svg.Line(svg, frame.Left, frame.AtY(value), frame.Right, frame.AtY(value), "stroke=\"#e5e5e5\"");
            Svg.Text(svg, frame.Left - 6, frame.AtY(value) + 4, text, "text-anchor=\"end\" fill=\"#555\"");
        }
        Svg.Rect(svg, frame.Left, frame.Top, frame.Right - frame.Left, frame.Bottom - frame.Top, "fill=\"none\" stroke=\"#999\"");
        if (chart.XLabel.Length > 0)
            Svg.Text(svg, (frame.Left + frame.Right) / 2, frame.Bottom + TickHeight + 14, chart.XLabel, "text-anchor=\"middle\"");
        if (chart.YLabel.Length > 0)
        {
            string place = $"translate({Svg.Number(Margin + 8)} {Svg.Number((frame.Top + frame.Bottom) / 2)}) rotate(-90)";
            Svg.Text(svg, 0, 0, chart.YLabel, $"transform=\"{place}\" text-anchor=\"middle\"");
        }
    }

    static (double Value, string Text)[] Ticks(Axis axis, double most) =>
        axis.IsLog ? AxisTicks.Logarithmic(axis.Min, axis.Max) : AxisTicks.Linear(axis.Min, axis.Max, Math.Max((int)most, 1));

    static void Curve(StringBuilder svg, CurveSeries series, Frame frame, string stroke)
    {
        var path = new StringBuilder();
        bool isBroken = true;
        foreach ((double x, double y) in series.Thin(x => (int)Math.Clamp(frame.AtX(x), 0, 1e6), (int)(frame.Right - frame.Left)).Points)
        {
            bool shows = frame.X.Shows(x) && frame.Y.Shows(y);
            if (shows)
                path.Append(isBroken ? 'M' : 'L').Append(Svg.Number(frame.AtX(x))).Append(' ').Append(Svg.Number(frame.AtY(y)));
            isBroken = !shows;
        }
        // With round caps a line of no length is a dot: a point alone is seen too.
        if (path.Length > 0)
            svg.Append($"<path d=\"{Dots(path.ToString())}\" fill=\"none\" {stroke} ")
                .Append("stroke-linejoin=\"round\" stroke-linecap=\"round\" clip-path=\"url(#plot)\"/>\n");
    }

    static string Dots(string path) => string.Concat(
        path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Contains('L') ? $"M{part}" : $"M{part}l0 0"));
}
