using System.Collections;

namespace NativeTorch.Data;

/// <summary>An order in which samples are visited: each pass over it gives their numbers.</summary>
/// <remarks>PyTorch: <c>torch.utils.data.Sampler</c>. A <see cref="DataLoader"/> takes any sequence of numbers; one of this class also
/// tells how many there are.</remarks>
public abstract class Sampler : IEnumerable<long>
{
    /// <summary>How many numbers a pass has. PyTorch: <c>len(sampler)</c>.</summary>
    public abstract long Count { get; }

    /// <summary>Starts a pass. What is drawn at random is drawn when the numbers are asked for, not before.</summary>
    public abstract IEnumerator<long> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
