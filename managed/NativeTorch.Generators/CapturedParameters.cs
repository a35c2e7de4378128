using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NativeTorch.Generators;

/// <summary>
/// The parameters of a primary constructor that the class keeps: <c>class Residual(ILayer inner) : Module</c> holds
/// <c>inner</c> as a hidden field once a method uses it. A parameter that only initialises a field is not kept.
/// </summary>
static class CapturedParameters
{
    public static IEnumerable<IParameterSymbol> Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancel)
    {
        var parts = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).OfType<ClassDeclarationSyntax>().ToArray();
        if (parts.FirstOrDefault(p => p.ParameterList is not null)?.ParameterList is not { } list)
            return [];
        SemanticModel model = compilation.GetSemanticModel(list.SyntaxTree);
        var parameters = list.Parameters.Select(p => model.GetDeclaredSymbol(p, cancel)).OfType<IParameterSymbol>();
        return parameters.Where(p => parts.Any(part => IsKept(p, part, compilation, cancel))).ToArray();
    }

    static bool IsKept(IParameterSymbol parameter, ClassDeclarationSyntax part, Compilation compilation, CancellationToken cancel)
    {
        SemanticModel model = compilation.GetSemanticModel(part.SyntaxTree);
        return part.Members.SelectMany(m => m.DescendantNodes()).OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == parameter.Name
                && !OnlyInitialises(name, part)
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancel).Symbol, parameter));
    }

    /// <summary>Whether a use runs in the constructor: in a field's or property's initialiser, outside of any lambda.</summary>
    static bool OnlyInitialises(SyntaxNode use, ClassDeclarationSyntax part)
    {
        for (SyntaxNode? node = use; node is not null && node != part; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax)
                return false;
            if (node is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } })
                return true;
        }
        return false;
    }
}
