using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NativeTorch.Generators.Tests;

/// <summary>A program compiled with the generator.</summary>
sealed record GeneratorRun(string[] Errors, string Code)
{
    const string Usings = "using NativeTorch; using NativeTorch.NN; using System; using System.Collections.Generic;\n";

    static readonly MetadataReference[] references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(NN.Module).Assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The ids and messages of all errors, the generator's and the compiler's, and what was generated.</summary>
    public static GeneratorRun Of(string source, bool withGenerator = true)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        Compilation compilation = CSharpCompilation.Create("Program", [CSharpSyntaxTree.ParseText(Usings + source, options, "Program.cs")], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Diagnostic[] own = [];
        if (withGenerator)
        {
            CSharpGeneratorDriver.Create([new ModuleGenerator().AsSourceGenerator()], parseOptions: options)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out var reported);
            own = [.. reported];
        }
        string[] errors = [.. own.Concat(compilation.GetDiagnostics()).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Id} {d.GetMessage()}")];
        return new(errors, string.Join("\n", compilation.SyntaxTrees.Skip(1)));
    }

    /// <summary>The registrations in order: "Module fc1", "Parameter weight".</summary>
    public string[] Registrations =>
    [
        .. Code.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("fields.", StringComparison.Ordinal) && !line.StartsWith("fields.Of", StringComparison.Ordinal))
            .Select(line => line.Split('"') is [var call, var name, ..] ? $"{call["fields.".Length..^1]} {name}" : line),
    ];
}
