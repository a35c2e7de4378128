namespace NativeTorch.Benchmarks.Suites;

/// <summary>Cases that are shown in one table and one chart.</summary>
/// <param name="Name">For the command line and file names.</param>
/// <param name="Title">For the reader.</param>
/// <param name="Cases">All cases; with true those of a quick run.</param>
sealed record Suite(string Name, string Title, Func<bool, IEnumerable<Case>> Cases)
{
    /// <summary>Whether each case has a process of its own, so that its peak memory is known.</summary>
    public bool FreshProcesses { get; init; }

    /// <summary>How many times longer than others' its samples are: a training step is one of many in a row.</summary>
    public double SampleLength { get; init; } = 1;

    /// <summary>Whether a sample is a process from its start to its first result: a framework's command with "once OPERATION".</summary>
    public bool WholeProcesses { get; init; }

    /// <summary>All suites, in the order of the report.</summary>
    public static IReadOnlyList<Suite> All { get; } =
    [
        SmallOps.Suite, Elementwise.Suite, Reductions.Suite, Layers.Suite, Movement.Suite, Sorting.Suite, Matmul.Suite, Convolution.Suite,
        Training.Suite, Inference.Suite, DataLoading.Suite, Files.Suite, Startup.Suite,
    ];
}
