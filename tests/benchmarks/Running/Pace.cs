namespace NativeTorch.Benchmarks.Running;

/// <summary>How long things take.</summary>
/// <param name="Sample">Seconds of one sample.</param>
/// <param name="Settle">Seconds before anything counts.</param>
/// <param name="Rounds">Samples of each contestant.</param>
/// <param name="Budget">Seconds that all samples of a case together may take, as long as there are <paramref name="FewestRounds"/>.</param>
sealed record Pace(double Sample, double Settle, int Rounds, double Budget, int FewestRounds)
{
    public static Pace Full { get; } = new(0.010, 0.05, 15, 3, 3);

    public static Pace Quick { get; } = new(0.004, 0.02, 7, 0.5, 3);
}
