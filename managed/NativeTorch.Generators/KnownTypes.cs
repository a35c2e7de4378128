using Microsoft.CodeAnalysis;

namespace NativeTorch.Generators;

/// <summary>The library's types that matter here, looked up once in a compilation.</summary>
sealed class KnownTypes
{
    public const string Namespace = "NativeTorch.NN.";

    readonly INamedTypeSymbol? parameter, layer;

    KnownTypes(INamedTypeSymbol module, Compilation compilation)
    {
        Module = module;
        parameter = compilation.GetTypeByMetadataName(Namespace + "Parameter");
        layer = compilation.GetTypeByMetadataName(Namespace + "ILayer");
        Tensor = compilation.GetTypeByMetadataName("NativeTorch.Tensor");
    }

    public INamedTypeSymbol Module { get; }

    public INamedTypeSymbol? Tensor { get; }

    /// <summary>Null in a program that does not reference the library.</summary>
    public static KnownTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Namespace + "Module") is { } module ? new(module, compilation) : null;

    public bool IsModule(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (Same(type.OriginalDefinition, Module))
                return true;
        return false;
    }

    public bool IsParameter(ITypeSymbol type) => Same(type, parameter);

    public bool IsTensor(ITypeSymbol type) => Same(type, Tensor);

    /// <summary>ILayer, or an interface that extends it.</summary>
    public bool IsLayer(ITypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Interface)
            return false;
        if (Same(type, layer))
            return true;
        foreach (INamedTypeSymbol parent in type.AllInterfaces)
            if (Same(parent, layer))
                return true;
        return false;
    }

    static bool Same(ISymbol? a, ISymbol? b) => a is not null && SymbolEqualityComparer.Default.Equals(a, b);
}
