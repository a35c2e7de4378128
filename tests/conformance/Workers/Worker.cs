using System.Text.Json;
using NativeTorch.Conformance.Cases;
using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Workers;

/// <summary>The process that runs cases: orders come in as lines, results go out as lines.</summary>
static class Worker
{
    /// <summary>For the runner's own tests: an environment variable with OP#INDEX, where the process is to end.</summary>
    public const string EndsAt = "NATIVETORCH_CONFORMANCE_ENDS_AT";

    public static int Run()
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        while (Console.In.ReadLine() is { } line)
        {
            var order = JsonSerializer.Deserialize<WorkOrder>(line, Protocol.Json)!;
            Execute(order, output);
            output.WriteLine(Protocol.Finish);
        }
        return 0;
    }

    static void Execute(WorkOrder order, StreamWriter output)
    {
        CaseFile file;
        try
        {
            file = CaseFile.Load(order.Path);
        }
        catch (Exception e)
        {
            output.WriteLine(Protocol.Of(new(-1, Outcome.Failed, e is MalformedCaseException ? e.Message : Errors.Short(e))));
            return;
        }
        for (int i = order.From; i < file.Count; i++)
        {
            output.WriteLine($"{Protocol.Begin}{i}");
            if (Environment.GetEnvironmentVariable(EndsAt) == $"{file.Op}#{i}")
                Environment.FailFast("the end that was asked for");
            using var scope = new TensorScope();
            output.WriteLine(Protocol.Of(CaseChecker.Check(file, i, Device.Parse(order.Device), order.Second)));
        }
    }
}
