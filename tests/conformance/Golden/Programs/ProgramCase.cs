using System.Text.Json;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Golden.Programs;

/// <summary>A whole program's losses.</summary>
static class ProgramCase
{
    public static GoldenCase Read(string name, JsonElement row)
    {
        LossCurve curve = ProgramTable.All.GetValueOrDefault(name) ?? throw new MalformedCaseException($"the program {name} is unknown here");
        ulong seed = row.GetProperty("seed").GetUInt64();
        double[] losses = Numbers.All(row.GetProperty("losses"));
        return new($"programs.{name}", $"seed {seed}, {losses.Length} steps", () => curve.Difference(seed, losses));
    }
}
