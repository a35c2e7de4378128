namespace NativeTorch.Tests;

/// <summary>Tests that count what the whole process holds run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public class AloneCollection;
