using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NativeTorch.Generators;

/// <summary>Sorts the declared types of members into <see cref="MemberKind"/>s.</summary>
sealed class MemberTypes(KnownTypes known, IAssemblySymbol program)
{
    public MemberKind KindOf(ITypeSymbol type) => KindOf(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    MemberKind KindOf(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (known.IsModule(type))
            return MemberKind.Module;
        if (known.IsParameter(type))
            return MemberKind.Parameter;
        if (known.IsTensor(type) || known.IsLayer(type) || type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic)
            return MemberKind.Any;
        return type switch
        {
            ITypeParameterSymbol parameter => KindOf(parameter, seen),
            IArrayTypeSymbol array => Hides(array.ElementType, seen),
            INamedTypeSymbol named => KindOfNamed(named, seen),
            _ => MemberKind.None,
        };
    }

    /// <summary>A type parameter is what its constraints say; without any it may be a module too.</summary>
    MemberKind KindOf(ITypeParameterSymbol parameter, HashSet<ITypeSymbol> seen)
    {
        if (parameter.HasValueTypeConstraint || parameter.HasUnmanagedTypeConstraint || !seen.Add(parameter))
            return MemberKind.None;
        foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
            if (KindOf(constraint, seen) is MemberKind.Module or MemberKind.Parameter)
                return MemberKind.Module;
        return MemberKind.Any;
    }

    /// <summary>A generic type hides its arguments (a delegate holds none of them), a type of this program its fields.</summary>
    MemberKind KindOfNamed(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.TypeKind is TypeKind.Delegate or TypeKind.Enum || type.SpecialType != SpecialType.None && !type.IsGenericType || !seen.Add(type))
            return MemberKind.None;
        if (type.TypeArguments.Any(argument => Hides(argument, seen) == MemberKind.Container))
            return MemberKind.Container;
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, program))
            return MemberKind.None;
        return type.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && Hides(f.Type, seen) == MemberKind.Container)
            ? MemberKind.Container
            : MemberKind.None;
    }

    MemberKind Hides(ITypeSymbol element, HashSet<ITypeSymbol> seen) =>
        known.IsLayer(element) || KindOf(element, seen) is MemberKind.Module or MemberKind.Parameter or MemberKind.Container
            ? MemberKind.Container
            : MemberKind.None;
}
