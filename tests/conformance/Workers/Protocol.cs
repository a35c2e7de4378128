using System.Text.Json;
using System.Text.Json.Serialization;
using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Workers;

/// <summary>Lines between the runner and the process that runs the cases, so that the end of the one is not the other's.</summary>
static class Protocol
{
    public const char Begin = '>', Result = '=', Finish = '.';

    public static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(CaseResult result) => Result + JsonSerializer.Serialize(result, Json);

    public static CaseResult Parse(string line) => JsonSerializer.Deserialize<CaseResult>(line.AsSpan(1), Json)!;
}

/// <summary>The cases of a file from one on.</summary>
/// <param name="Device">Where the tensors are: "cpu" or "cuda".</param>
/// <param name="Second">Whether second derivatives are checked as well.</param>
sealed record WorkOrder(string Path, int From, string Device, bool Second);
