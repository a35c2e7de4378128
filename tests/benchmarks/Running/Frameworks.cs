using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Running;

/// <summary>Finds the frameworks: this program, the native one, and each file of peers/ under each interpreter that was named.</summary>
static class Frameworks
{
    /// <summary>Those that run here, and of the others why they don't.</summary>
    public static (IReadOnlyList<Framework> Found, IReadOnlyList<string> LeftOut) Find(IEnumerable<string> interpreters, bool native)
    {
        List<Framework> found = [];
        List<string> leftOut = [];
        if (native && NativeProgram.Build() is { } problem)
        {
            leftOut.Add(problem);
            native = false;
        }
        foreach (Framework candidate in Candidates(interpreters, native))
        {
            try
            {
                using var child = Child.Start(candidate, threads: 1);
                var about = child.Ask<Description>(new("describe"));
                if (about.Error is null)
                    found.Add(candidate with { About = about });
                else
                    leftOut.Add($"{candidate.Key}: {about.Error}");
            }
            catch (ChildException e)
            {
                leftOut.Add($"{candidate.Key}: {e.Message}");
            }
        }
        return (found, leftOut);
    }

    /// <summary>What could run here.</summary>
    static IEnumerable<Framework> Candidates(IEnumerable<string> interpreters, bool native)
    {
        yield return new("NativeTorch", [.. Self])
        {
            // Call counting from the start: code has its last form after some milliseconds, not after the 100 ms that a
            // program gets to start in.
            Environment = new Dictionary<string, string> { ["DOTNET_TC_CallCountingDelayMs"] = "0" },
        };
        foreach (string part in native ? ["core", "machine"] : Array.Empty<string>())
            yield return new($"{Path.GetFileName(NativeProgram.Path)} {part}", [NativeProgram.Path, part]);
        string folder = Path.Combine(AppContext.BaseDirectory, "peers");
        foreach (string interpreter in interpreters)
            foreach (string script in Directory.EnumerateFiles(folder, "*_peer.py").Order(StringComparer.Ordinal))
                yield return new($"{Path.GetFileNameWithoutExtension(script)} under {interpreter}", [interpreter, script]);
    }

    /// <summary>This program again.</summary>
    static string[] Self =>
    [
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", "exec",
        typeof(Frameworks).Assembly.Location,
    ];
}
