namespace NativeTorch.Conformance.Tests;

/// <summary>Tests that draw from the default generator, which is everybody's: nothing runs beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
