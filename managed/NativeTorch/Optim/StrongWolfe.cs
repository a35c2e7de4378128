namespace NativeTorch.Optim;

/// <summary>A point on a line: how far along, the loss, its gradient, and its slope along the line.</summary>
readonly record struct LinePoint(double T, double Loss, Tensor Gradient, double Slope);

/// <summary>A line search: first steps grow until they enclose a point where the strong Wolfe conditions hold, then the
/// interval shrinks around it. After PyTorch's, step by step, so that it evaluates the same points.</summary>
sealed class StrongWolfe(Tensor direction, Func<double, LinePoint> evaluate)
{
    const double Armijo = 1e-4, Curvature = 0.9, ToleranceChange = 1e-9;
    const int MaxIterations = 25;

    int iterations;

    public int Evaluations { get; private set; }

    public LinePoint Run(LinePoint start, double length)
    {
        LinePoint[] bracket = Enclose(start, length, out bool done);
        if (!done)
            Zoom(bracket, start);
        return bracket.Length == 1 || bracket[0].Loss <= bracket[1].Loss ? bracket[0] : bracket[1];
    }

    LinePoint[] Enclose(LinePoint start, double length, out bool done)
    {
        LinePoint before = start, now = Evaluate(length);
        for (done = false; iterations < MaxIterations; iterations++)
        {
            if (IsTooHigh(now, start) || (iterations > 1 && now.Loss >= before.Loss))
                return [before, now];
            if (IsFlat(now, start))
            {
                done = true;
                return [now];
            }
            if (now.Slope >= 0)
                return [before, now];
            double next = Interpolate(before, now, (now.T + 0.01 * (now.T - before.T), now.T * 10));
            (before, now) = (now, Evaluate(next));
        }
        return [start, now];
    }

    void Zoom(LinePoint[] bracket, LinePoint start)
    {
        double size = LBFGS.Largest(direction);
        bool slow = false;
        int low = bracket[0].Loss <= bracket[1].Loss ? 0 : 1;
        while (iterations < MaxIterations && Math.Abs(bracket[1].T - bracket[0].T) * size >= ToleranceChange)
        {
            double least = Math.Min(bracket[0].T, bracket[1].T), most = Math.Max(bracket[0].T, bracket[1].T);
            LinePoint now = Evaluate(AwayFromEnds(Interpolate(bracket[0], bracket[1], (least, most)), least, most, ref slow));
            iterations++;
            int high = 1 - low;
            if (IsTooHigh(now, start) || now.Loss >= bracket[low].Loss)
            {
                bracket[high] = now;
                low = bracket[0].Loss <= bracket[1].Loss ? 0 : 1;
                continue;
            }
            bool done = IsFlat(now, start);
            if (!done && now.Slope * (bracket[high].T - bracket[low].T) >= 0)
                bracket[high] = bracket[low];
            bracket[low] = now;
            if (done)
                return;
        }
    }

    /// <summary>A point near an end is moved a tenth into the interval where the one before was near an end too, or it is at
    /// the end.</summary>
    static double AwayFromEnds(double t, double least, double most, ref bool slow)
    {
        double margin = 0.1 * (most - least);
        if (!(Math.Min(most - t, t - least) < margin))
        {
            slow = false;
            return t;
        }
        if (!slow && t < most && t > least)
        {
            slow = true;
            return t;
        }
        slow = false;
        return Math.Abs(t - most) < Math.Abs(t - least) ? most - margin : least + margin;
    }

    LinePoint Evaluate(double t)
    {
        Evaluations++;
        return evaluate(t);
    }

    static bool IsTooHigh(LinePoint now, LinePoint start) => now.Loss > start.Loss + Armijo * now.T * start.Slope;

    static bool IsFlat(LinePoint now, LinePoint start) => Math.Abs(now.Slope) <= -Curvature * start.Slope;

    /// <summary>The minimum, within bounds, of the cubic through two points with their slopes; the middle where there is none.</summary>
    static double Interpolate(LinePoint a, LinePoint b, (double Least, double Most) bounds)
    {
        double d1 = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.T - b.T), square = d1 * d1 - a.Slope * b.Slope;
        if (!(square >= 0))
            return (bounds.Least + bounds.Most) / 2;
        double d2 = Math.Sqrt(square);
        double minimum = a.T <= b.T ? b.T - (b.T - a.T) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2))
            : a.T - (a.T - b.T) * ((a.Slope + d2 - d1) / (a.Slope - b.Slope + 2 * d2));
        return Math.Min(Math.Max(minimum, bounds.Least), bounds.Most);
    }
}
