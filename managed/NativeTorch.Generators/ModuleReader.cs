using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NativeTorch.Generators;

/// <summary>Reads one class: is it a Module, may code be added to it, which members are registered?</summary>
sealed class ModuleReader
{
    readonly INamedTypeSymbol type;
    readonly KnownTypes known;
    readonly List<Problem> problems = [];

    ModuleReader(INamedTypeSymbol type, KnownTypes known) => (this.type, this.known) = (type, known);

    /// <summary>The class at a syntax node; null where it is not a Module, or where another part of it is the one to read.</summary>
    public static ModuleClass? Read(GeneratorSyntaxContext context, CancellationToken cancel)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancel) is not INamedTypeSymbol type
            || KnownTypes.Of(context.SemanticModel.Compilation) is not { } known
            || !known.IsModule(type.BaseType)
            || FirstPartWithBase(type, cancel) != context.Node
            || Overrides(type, ModulePrinter.Method))
            return null;
        return new ModuleReader(type, known).Read(context.SemanticModel.Compilation, cancel);
    }

    static SyntaxNode? FirstPartWithBase(INamedTypeSymbol type, CancellationToken cancel) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).FirstOrDefault(n => n is ClassDeclarationSyntax { BaseList: not null });

    /// <summary>A class that overrides a method itself says itself what it registers, or what it copies.</summary>
    static bool Overrides(INamedTypeSymbol type, string method) => type.GetMembers(method).Any(m => m is IMethodSymbol { IsOverride: true });

    ModuleClass Read(Compilation compilation, CancellationToken cancel)
    {
        CheckDeclaration(cancel);
        var members = new MemberReader(type, known, problems).Read(compilation, cancel).ToArray();
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } n ? n.ToDisplayString() : "";
        var types = TypesAround().ToArray();
        return new(space, new(types.Select(Declaration)), FileName(space, types),
            !SymbolEqualityComparer.Default.Equals(type.BaseType, known.Module), new(members), new(problems),
            Overrides(type, ModulePrinter.CopyMethod));
    }

    void CheckDeclaration(CancellationToken cancel)
    {
        foreach (INamedTypeSymbol part in TypesAround())
            foreach (SyntaxReference reference in part.DeclaringSyntaxReferences)
                if (reference.GetSyntax(cancel) is TypeDeclarationSyntax syntax)
                {
                    if (part.IsFileLocal)
                        problems.Add(Problem.At(Rules.FileLocal, syntax.Identifier.GetLocation(), type.Name));
                    else if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
                        problems.Add(Problem.At(Rules.Partial, syntax.Identifier.GetLocation(), type.Name, part.Name));
                }
    }

    IEnumerable<INamedTypeSymbol> TypesAround()
    {
        var types = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
            types.Push(t);
        return types;
    }

    static string Declaration(INamedTypeSymbol t)
    {
        string kind = t switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"{kind} {t.ToDisplayString(NameWithTypeParameters)}";
    }

    static readonly SymbolDisplayFormat NameWithTypeParameters = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    static string FileName(string space, IEnumerable<INamedTypeSymbol> types) =>
        string.Join(".", types.Select(t => t.MetadataName.Replace('`', '-')).Prepend(space).Where(s => s.Length > 0)) + ".Fields.g.cs";
}
