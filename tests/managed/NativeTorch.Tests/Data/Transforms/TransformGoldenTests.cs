using System.Text.Json;
using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data.Transforms;

/// <summary>Transforms against torchvision's answers in tests/golden/transforms.json: pixels, draws, and printed forms.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class TransformGoldenTests
{
    static readonly TransformCase[] cases = [.. JsonDocument.Parse(File.ReadAllText(
        Path.Combine(Shared.Repository, "tests", "golden", "transforms.json"))).RootElement.GetProperty("cases").EnumerateArray()
        .Select(TransformCase.Read)];

    public static TheoryData<string, Dtype> Cases
    {
        get
        {
            var rows = new TheoryData<string, Dtype>();
            foreach (TransformCase known in cases)
                rows.Add(known.Transform, known.Dtype);
            return rows;
        }
    }

    public static TheoryData<string> Printed => [.. cases.Select(c => c.Transform).Distinct()
        .Where(name => !name.StartsWith("Lambda", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pixels_and_draws_are_torchvisions(string transform, Dtype dtype) =>
        Assert.Single(cases, c => c.Transform == transform && c.Dtype == dtype).Check();

    [Fact]
    public void Each_row_has_a_case() =>
        Assert.Equal(TransformRow.All.Select(row => row.Python).Order(), cases.Select(c => c.Transform).Distinct().Order());

    [Theory]
    [MemberData(nameof(Printed))]
    public void Prints_as_torchvisions(string transform)
    {
        // 0.14 closed the bracket of RandomResizedCrop twice.
        string printed = cases.First(c => c.Transform == transform).Printed;
        string mended = printed.Replace("), antialias", ", antialias", StringComparison.Ordinal);
        Assert.Equal(mended, TransformRow.Of(transform).Make().ToString());
    }
}
