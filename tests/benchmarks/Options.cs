using System.CommandLine;

namespace NativeTorch.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Peers">Python interpreters under which peers/ are run.</param>
/// <param name="Suites">Names; empty for all.</param>
/// <param name="Native">Whether the C++ program is built and takes part.</param>
sealed record Options(string[] Peers, int[] Threads, string Folder, string[] Suites, string? Case, bool Quick, bool Native)
{
    /// <summary>The same as it would be typed.</summary>
    public string CommandLine => string.Join(' ', new[]
    {
        Peers.Length > 0 ? $"--peer {string.Join(',', Peers)}" : "", $"--threads {string.Join(',', Threads)}", $"--out {Folder}",
        Suites.Length > 0 ? $"--suite {string.Join(',', Suites)}" : "", Case is null ? "" : $"--case '{Case}'", Quick ? "--quick" : "", Native ? "" : "--no-native",
    }.Where(part => part.Length > 0));

    /// <summary>The command with an action that runs a benchmark.</summary>
    public static RootCommand Command(Func<Options, int> run)
    {
        static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var peers = new Option<string>("--peer") { Description = "Python interpreters whose frameworks are measured beside, separated by commas", DefaultValueFactory = _ => "" };
        var threads = new Option<string>("--threads") { Description = "Thread counts, separated by commas", DefaultValueFactory = _ => "1" };
        var folder = new Option<string>("--out") { Description = "Where results.jsonl, RESULTS.md and the charts go", DefaultValueFactory = _ => "artifacts/benchmarks" };
        var suites = new Option<string>("--suite") { Description = "Only these suites, separated by commas", DefaultValueFactory = _ => "" };
        var name = new Option<string?>("--case") { Description = "Only cases whose name contains this" };
        var quick = new Option<bool>("--quick") { Description = "Fewer cases and samples" };
        var noNative = new Option<bool>("--no-native") { Description = "Without the C++ core and the machine's limits, which a C++ program measures" };
        threads.Validators.Add(result =>
        {
            if (!Parts(result.GetValueOrDefault<string>() ?? "").All(t => int.TryParse(t, out int n) && n > 0))
                result.AddError("--threads takes whole numbers above 0");
        });
        var command = new RootCommand("Measures NativeTorch beside other frameworks.") { peers, threads, folder, suites, name, quick, noNative };
        command.SetAction(parsed => run(new(Parts(parsed.GetValue(peers)!), [.. Parts(parsed.GetValue(threads)!).Select(int.Parse)],
            parsed.GetValue(folder)!, Parts(parsed.GetValue(suites)!), parsed.GetValue(name), parsed.GetValue(quick), !parsed.GetValue(noNative))));
        return command;
    }
}
