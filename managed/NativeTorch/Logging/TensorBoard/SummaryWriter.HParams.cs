using System.Globalization;

namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds the hyperparameters of a run and what came of them: a line of TensorBoard's HPARAMS table. They are written
    /// into a folder
    /// of their own within the run's, which is a run.</summary>
    /// <param name="hparams">Hyperparameters by name.</param>
    /// <param name="metrics">Results by name. A name should not be one of the run's scalars, whose values would be shown in its
    /// place.</param>
    /// <param name="hparamDomainDiscrete">All values that some hyperparameters can have, of one type each.</param>
    /// <param name="runName">The folder's name (default: the time in seconds since 1970).</param>
    /// <param name="globalStep">The step of the results (default 0).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_hparams</c>, which writes a bool as the number 0 or 1.</remarks>
    /// <exception cref="ArgumentException">A domain is of no hyperparameter, or of another type than its value.</exception>
    public void AddHParams(IReadOnlyDictionary<string, LogValue> hparams, IReadOnlyDictionary<string, double> metrics,
        IReadOnlyDictionary<string, IReadOnlyList<LogValue>>? hparamDomainDiscrete = null, string? runName = null, long? globalStep = null)
    {
        ArgumentNullException.ThrowIfNull(hparams);
        ArgumentNullException.ThrowIfNull(metrics);
        ProtoWriter[] values =
            HParamsMessage.Of(hparams, metrics.Keys, hparamDomainDiscrete ?? new Dictionary<string, IReadOnlyList<LogValue>>());
        DateTimeOffset time = clock.GetUtcNow();
        runName ??= (time - DateTimeOffset.UnixEpoch).TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
        using var run = new EventFileWriter(Path.Combine(LogDir, runName), maxQueue, flushSecs, filenameSuffix, clock);
        foreach (ProtoWriter value in values)
            run.Add(EventMessage.Summary(time, 0, value));
        foreach ((string name, double value) in metrics)
            run.Add(EventMessage.Summary(time, globalStep ?? 0, SummaryMessage.Scalar(name, value)));
    }
}
