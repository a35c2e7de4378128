using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NativeTorch.Generators;

/// <summary>
/// Writes <c>Module.RegisterFields</c> for every class that derives from Module, so that layers and parameters are found
/// without reflection, and reports what would otherwise silently not be trained.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModuleGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModuleClass> modules = context.SyntaxProvider
            .CreateSyntaxProvider((node, _) => node is ClassDeclarationSyntax { BaseList: not null }, ModuleReader.Read)
            .Where(module => module is not null)!;
        context.RegisterSourceOutput(modules, Write);
    }

    static void Write(SourceProductionContext context, ModuleClass module)
    {
        bool stopped = false;
        foreach (Problem problem in module.Problems)
        {
            context.ReportDiagnostic(problem.ToDiagnostic());
            stopped |= problem.Id == Rules.Partial.Id || problem.Id == Rules.FileLocal.Id;
        }
        if (!stopped)
            context.AddSource(module.FileName, SourceText.From(ModulePrinter.Print(module), Encoding.UTF8));
    }
}
