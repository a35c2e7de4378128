using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NativeTorch.Generators;

/// <summary>The members of a class that are registered: fields, auto-properties, captured parameters of its primary constructor.</summary>
sealed class MemberReader(INamedTypeSymbol type, KnownTypes known, List<Problem> problems)
{
    readonly MemberTypes types = new(known, type.ContainingAssembly);
    readonly HashSet<string> names = [];

    public IEnumerable<ModuleMember> Read(Compilation compilation, CancellationToken cancel)
    {
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            // The backing field of a property stands for the property; the compiler's other fields are met below, as captured parameters.
            ISymbol? member = field.AssociatedSymbol ?? (field.IsImplicitlyDeclared ? null : field);
            if (member is IFieldSymbol or IPropertySymbol && ReadMember(member, field, field.Type, "this.") is { } found)
                yield return found;
        }
        foreach (IParameterSymbol captured in CapturedParameters.Of(type, compilation, cancel))
            if (ReadMember(captured, captured, captured.Type, "") is { } found)
                yield return found;
    }

    /// <param name="storage">The field itself, where <paramref name="member"/> is its property: it may carry the attributes too.</param>
    ModuleMember? ReadMember(ISymbol member, ISymbol storage, ITypeSymbol memberType, string prefix)
    {
        AttributeData? Attribute(string name) => Find(member, name) ?? Find(storage, name);
        if (Attribute("NotRegistered") is not null)
            return null;
        MemberKind kind = types.KindOf(memberType);
        AttributeData? buffer = Attribute("Buffer");
        if (buffer is not null && !known.IsTensor(memberType))
            return Fail(Rules.BufferType, member, memberType.ToDisplayString());
        if (kind == MemberKind.Container)
            return Fail(Rules.Container, member, memberType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        if (kind == MemberKind.None || member.IsStatic && kind == MemberKind.Any)
            return null;
        if (member.IsStatic)
            return Fail(Rules.Static, member);
        string name = Attribute("RegisterAs")?.ConstructorArguments.FirstOrDefault().Value as string ?? MemberName.Of(member.Name);
        if (name.Length == 0 || name.Contains('.'))
            return Fail(Rules.BadName, member, name);
        bool certain = buffer is not null || kind != MemberKind.Any;
        if (certain && !names.Add(name))
            return Fail(Rules.SameName, member, name);
        string value = prefix + Escape(member.Name);
        var (target, accessor) = Writable(member, storage, memberType, value);
        return buffer is null
            ? new(kind.ToString(), name, value, target, accessor)
            : new("Buffer", name, value, target, accessor, $", persistent: {IsPersistent(buffer)}");
    }

    /// <summary>How a copy's member is written although it may be readonly, and what must be declared for that.</summary>
    (string Target, string Accessor) Writable(ISymbol member, ISymbol storage, ITypeSymbol memberType, string value)
    {
        if (member is IPropertySymbol { SetMethod: null or { IsInitOnly: true } })
        {
            string accessor = $"__backing_{member.Name}";
            return ($"{accessor}(this)", $"""[{Compiler}UnsafeAccessor({Compiler}UnsafeAccessorKind.Field, Name = "{storage.Name}")] """
                + $"static extern ref {FullName(memberType)} {accessor}({FullName(type)} self);");
        }
        return (member is IFieldSymbol { IsReadOnly: true } ? $"{Compiler}Unsafe.AsRef(in {value})" : value, "");
    }

    const string Compiler = "global::System.Runtime.CompilerServices.";

    static string FullName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    static string IsPersistent(AttributeData buffer) =>
        buffer.NamedArguments.Any(a => a is { Key: "Persistent", Value.Value: false }) ? "false" : "true";

    ModuleMember? Fail(DiagnosticDescriptor rule, ISymbol member, string detail = "")
    {
        problems.Add(Problem.At(rule, member.Locations.FirstOrDefault(), member.Name, detail));
        return null;
    }

    static AttributeData? Find(ISymbol member, string name) =>
        member.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == KnownTypes.Namespace + name + "Attribute");

    static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
