namespace NativeTorch.Data;

/// <summary>How long a sequence is, where it tells.</summary>
static class SequenceLength
{
    public static long Of<T>(IEnumerable<T> sequence) => sequence switch
    {
        Sampler sampler => sampler.Count,
        BatchSampler sampler => sampler.Count,
        IReadOnlyCollection<T> collection => collection.Count,
        ICollection<T> collection => collection.Count,
        _ => throw new InvalidOperationException($"{sequence.GetType().Name} does not tell how many elements it has: derive it from Sampler."),
    };
}
