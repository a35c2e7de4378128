using NativeTorch.FormatFuzz;

namespace NativeTorch.Tests.Fuzz;

/// <summary>A few thousand damaged files of each format; the program in tests/fuzz/formats does a million.</summary>
[Collection(nameof(AloneCollection))] // it watches what is allocated
public sealed class FormatFuzzTests
{
    public static TheoryData<string> Formats => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_files_are_read_or_refused_by_a_typed_exception(string format)
    {
        using var fuzzer = new Fuzzer();
        (long read, long refused) = fuzzer.Run(FuzzTargets.All.Single(target => target.Name == format), count: 2000, seed: 2);
        Assert.Equal(2000, read + refused);
        Assert.True(refused > 0);
    }
}
