using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Running;

/// <summary>One way of one framework, prepared for one case.</summary>
sealed class Contestant(Framework framework, string variant, Child child)
{
    /// <summary>Samples shorter than this would measure the clock and its surroundings.</summary>
    const double Shortest = 1e-3;

    public Framework Framework => framework;

    public string Variant => variant;

    public Child Child => child;

    /// <summary>What it computed.</summary>
    public IReadOnlyList<CheckValues> Check { get; init; } = [];

    /// <summary>How often the operation runs in one sample.</summary>
    public long Repeat { get; private set; } = 1;

    /// <summary>Seconds of one repetition, a sample each.</summary>
    public List<double> Samples { get; } = [];

    /// <summary>Finds out how often to repeat for samples of a length, and runs until what settles has settled.</summary>
    /// <param name="sample">Seconds a sample should last.</param>
    /// <param name="settle">Seconds to run before anything counts.</param>
    public void Calibrate(double sample, double settle)
    {
        double spent = 0, once = double.PositiveInfinity;
        for (int i = 0; spent < settle || (i < 4 && once < sample); i++)
        {
            double seconds = Measure(warm: 0);
            spent += seconds;
            once = Math.Min(once, seconds / Repeat);
            // In steps: the first calls are often many times slower than the others.
            Repeat = Math.Clamp((long)(Math.Max(sample, Shortest) / Math.Max(once, 1e-9)), 1, Repeat * 10);
        }
    }

    public void Sample()
    {
        // In a user's loop the step before has filled the caches and woken the threads; here another contestant has.
        Samples.Add(Measure(warm: Math.Max(1, Repeat / 10)) / Repeat);
        child.WaitUntilIdle();
    }

    double Measure(long warm)
    {
        var sampled = child.Ask<Sampled>(new("sample") { Repeat = Repeat, Warm = warm });
        return sampled.Error is null ? sampled.Seconds : throw new ChildException(sampled.Error);
    }
}
