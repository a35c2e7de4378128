// dotnet run -c Release --project tests/fuzz/formats -- COUNT [--target NAME[,NAME]] [--seed N] [--keep DIR]
//
// Gives COUNT damaged files of each format to its reader. Ends with 1 where one was neither read nor refused by its own exception; that
// file is then in DIR (default: the temporary folder).
using System.Diagnostics;
using NativeTorch.FormatFuzz;

const string Usage = "usage: dotnet run -c Release --project tests/fuzz/formats -- COUNT [--target NAME[,NAME]] [--seed N] [--keep DIR]";

if (args is not [var first, .. var rest] || !long.TryParse(first, out long count) || rest.Length % 2 != 0)
    return Fail(Usage);
IEnumerable<FuzzTarget> targets = FuzzTargets.All;
string keep = Path.GetTempPath();
int seed = 1;
foreach (string[] option in rest.Chunk(2))
    switch (option)
    {
        case ["--target", var names]:
            targets = [.. names.Split(',').Select(name => FuzzTargets.All.FirstOrDefault(target => target.Name == name))!];
            if (targets.Contains(null))
                return Fail($"there is a target missing of {names}; there are: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
            break;
        case ["--seed", var number] when int.TryParse(number, out seed):
            break;
        case ["--keep", var folder]:
            keep = folder;
            break;
        default:
            return Fail(Usage);
    }

bool clean = true;
using var fuzzer = new Fuzzer();
foreach (FuzzTarget target in targets)
{
    long start = Stopwatch.GetTimestamp();
    try
    {
        (long read, long refused) = fuzzer.Run(target, count, seed);
        Console.WriteLine($"{target.Name}: {read} read, {refused} refused, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    }
    catch (FuzzFailure failure)
    {
        clean = false;
        string path = Path.Combine(Directory.CreateDirectory(keep).FullName, $"failure-{target.Name}{failure.Extension}");
        File.WriteAllBytes(path, failure.File);
        Console.WriteLine($"{failure.Message}\n{failure.InnerException?.StackTrace}\n  the file is {path}");
    }
}
return clean ? 0 : 1;

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
