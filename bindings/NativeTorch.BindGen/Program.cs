using System.Security.Cryptography;

namespace NativeTorch.BindGen;

/// <summary>Reads the C header and writes the committed C# files and the hash header, or says in one sentence why not.</summary>
static class Program
{
    public const string Regenerate = "Regenerate with: dotnet run --project bindings/NativeTorch.BindGen";

    static int Main()
    {
        try
        {
            Run(FindRoot());
            return 0;
        }
        catch (BindGenException e)
        {
            Console.Error.WriteLine("BindGen: " + e.Message);
            return 1;
        }
    }

    static void Run(string root)
    {
        string include = Path.Combine(root, "native", "include"), generated = Path.Combine(root, "bindings", "Generated");
        Api api = HeaderReader.Read(include);
        Rules.Check(api);

        var functions = api.Functions.Where(f => f.Header.StartsWith("ops_", StringComparison.Ordinal)).ToArray();
        Op[] ops = [.. functions.SelectMany(Op.ReadAll)];
        Write(Path.Combine(generated, "NativeMethods.g.cs"), NativePrinter.Print(api));
        foreach (Home home in Home.All)
            if (ops.Where(o => o.Home == home).ToArray() is { Length: > 0 } own)
                Write(Path.Combine(generated, home.File), OpPrinter.Print(own, home));
        Write(Path.Combine(generated, "Torch.Ops.g.cs"), FunctionPrinter.Print(ops));
        Write(Path.Combine(root, "tests", "fuzz", "Generated", "calls.inc"), FuzzPrinter.Print(api));
        Write(Path.Combine(include, "nativetorch", HeaderReader.HashHeader), AbiHash.PrintHeader(AbiHash.Of(api)));
        Write(Path.Combine(generated, "headers.sha256"), Checksums(Path.Combine(include, "nativetorch")));
        Console.WriteLine($"{api.Functions.Count} functions, {ops.Length} of them printed as ops");
        var byHand = functions.Except(ops.Select(o => o.Function)).Select(f => f.Name);
        Console.WriteLine($"ops whose C# is written by hand: {string.Join(", ", byHand)}");
    }

    /// <summary>A line for each header that was read, as sha256sum prints them: CI, which has no CppSharp, sees an edited one.</summary>
    static string Checksums(string folder) => string.Concat(
        Directory.GetFiles(folder, "*.h").Select(f => (Path: f, Name: Path.GetFileName(f)))
            .Where(f => f.Name != HeaderReader.HashHeader).OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f.Path)))}  nativetorch/{f.Name}\n"));

    static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        Console.WriteLine($"wrote {Path.GetFileName(path)}");
    }

    static string FindRoot()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
            for (DirectoryInfo? dir = new(start); dir is not null; dir = dir.Parent)
                if (Directory.Exists(Path.Combine(dir.FullName, "native", "include", "nativetorch")))
                    return dir.FullName;
        throw new BindGenException("The repository was found neither above the current folder nor above this program.");
    }
}
