namespace NativeTorch.Logging;

/// <summary>Where and how a <see cref="ProgressBar"/> is drawn.</summary>
public sealed record ProgressOptions
{
    /// <summary>Where it is drawn (default: the program's error output, so that what it prints can be piped).</summary>
    public TextWriter? Output { get; init; }

    /// <summary>Whether the output is a terminal, where a line can be drawn again; by default that is found out. Where it is none,
    /// nothing is written but <see cref="FinalLine"/>.</summary>
    public bool? IsTerminal { get; init; }

    /// <summary>Characters in a line; by default as the terminal has it at each drawing.</summary>
    public int? Width { get; init; }

    /// <summary>Whether a line is written at the end where the output is no terminal (default false).</summary>
    public bool FinalLine { get; init; }

    /// <summary>Whether the bar stays on the terminal when it is done (default true). PyTorch's users know it as tqdm's
    /// <c>leave</c>.</summary>
    public bool Leave { get; init; } = true;

    /// <summary>What a step is called (default "it").</summary>
    public string Unit { get; init; } = "it";

    /// <summary>How many samples a step has; above 0, samples in a second are shown too.</summary>
    public double SamplesPerStep { get; init; }

    /// <summary>The time (default: the system's).</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
