namespace NativeTorch.Logging;

/// <summary>Steps in a second: a mean in which the last drawings count most.</summary>
sealed class ProgressRate
{
    const double Weight = 0.3; // of the newest, as tqdm has it

    TimeSpan lastTime;
    long lastSteps;
    double mean, weights;

    /// <summary>The rate now; 0 before there is one.</summary>
    public double At(long steps, TimeSpan time)
    {
        if (time > lastTime && steps > lastSteps)
        {
            mean += Weight * ((steps - lastSteps) / (time - lastTime).TotalSeconds - mean);
            weights += Weight * (1 - weights);
            (lastTime, lastSteps) = (time, steps);
        }
        return weights > 0 ? mean / weights : 0;
    }
}
