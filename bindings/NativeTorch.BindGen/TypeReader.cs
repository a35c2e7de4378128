using CppSharp.AST;

namespace NativeTorch.BindGen;

/// <summary>CppSharp's types to ours; what is not fixed in width or layout is refused.</summary>
static class TypeReader
{
    static readonly CType.Number[] FixedWidth =
    [
        new("int8_t", "sbyte", 1), new("uint8_t", "byte", 1), new("int16_t", "short", 2), new("uint16_t", "ushort", 2),
        new("int32_t", "int", 4), new("uint32_t", "uint", 4), new("int64_t", "long", 8), new("uint64_t", "ulong", 8),
    ];

    static readonly CType.Number Char = new("char", "byte", 1);

    /// <param name="where">The declaration that the type belongs to, for the message.</param>
    public static CType Read(CppSharp.AST.Type type, string where) => type switch
    {
        TypedefType t when FixedWidth.FirstOrDefault(n => n.CName == t.Declaration.Name) is { } number => number,
        TypedefType t when t.Declaration.Name.StartsWith("nt_", StringComparison.Ordinal) => Read(t.Declaration.Type, where),
        TypedefType t => throw new BindGenException($"{where} uses {t.Declaration.Name}, which has no fixed width."),
        BuiltinType { Type: PrimitiveType.Void } => new CType.Void(),
        BuiltinType { Type: PrimitiveType.Float } => new CType.Number("float", "float", 4),
        BuiltinType { Type: PrimitiveType.Double } => new CType.Number("double", "double", 8),
        BuiltinType b => throw new BindGenException($"{where} uses {b.Type}, which has no fixed width; use int32_t or the like."),
        TagType { Declaration: Enumeration e } => new CType.Enum(e.Name),
        TagType { Declaration: Class c } => ReadRecord(c, where),
        AttributedType a => Read(a.Modified.Type, where),
        PointerType { Pointee: var p } when Unwrap(p) is FunctionType f => ReadCallBack(f, where),
        PointerType { IsReference: false } p => new CType.Pointer(ReadPointee(p.Pointee, where), p.QualifiedPointee.Qualifiers.IsConst),
        _ => throw new BindGenException($"{where} uses a type that cannot be bound ({type?.GetType().Name})."),
    };

    static CType ReadPointee(CppSharp.AST.Type type, string where) =>
        Unwrap(type) is BuiltinType { Type: PrimitiveType.Char } ? Char : Read(type, where);

    static CType ReadRecord(Class record, string where)
    {
        if (record.IsUnion || record.Name.Length == 0)
            throw new BindGenException($"{where} uses a union or a struct without a name.");
        bool known = !record.IsIncomplete || record.CompleteDeclaration is Class;
        return known ? new CType.Struct(record.Name) : new CType.Opaque(record.Name);
    }

    static CType.CallBack ReadCallBack(FunctionType function, string where) =>
        new(Read(function.ReturnType.Type, where), [.. function.Parameters.Select(p => Read(p.Type, where))]);

    static CppSharp.AST.Type Unwrap(CppSharp.AST.Type type) => type switch
    {
        AttributedType a => Unwrap(a.Modified.Type),
        TypedefType { Declaration: var d } when d.Type is FunctionType => d.Type,
        _ => type,
    };
}
