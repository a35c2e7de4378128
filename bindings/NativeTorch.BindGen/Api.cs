namespace NativeTorch.BindGen;

/// <summary>The header as BindGen sees it, free of CppSharp's types; every list is sorted by name.</summary>
sealed record Api(
    IReadOnlyList<Constant> Constants,
    IReadOnlyList<EnumType> Enums,
    IReadOnlyList<StructType> Structs,
    IReadOnlyList<Function> Functions);

sealed record Constant(string Name, string Type, string Value);

sealed record EnumType(string CName, Doc Doc, IReadOnlyList<EnumMember> Members);

sealed record EnumMember(string CName, long Value, Doc Doc);

sealed record StructType(string CName, Doc Doc, IReadOnlyList<StructField> Fields, int Size);

sealed record StructField(string Name, CType Type, int Offset, Doc Doc);

sealed record Function(string Name, string Header, Doc Doc, CType Returns, IReadOnlyList<Parameter> Parameters);

sealed record Parameter(string Name, CType Type);

/// <summary>A C type; <see cref="Interop"/> is its blittable C# spelling.</summary>
abstract record CType
{
    public abstract string Interop { get; }

    public sealed record Void : CType
    {
        public override string Interop => "void";
    }

    /// <summary>A fixed-width number, or char, which may only stand behind a pointer.</summary>
    public sealed record Number(string CName, string CSharp, int Size) : CType
    {
        public override string Interop => CSharp;
    }

    public sealed record Enum(string CName) : CType
    {
        public override string Interop => "int";
    }

    public sealed record Struct(string CName) : CType
    {
        public override string Interop => Names.Type(CName);
    }

    /// <summary>A struct that the header only declares; it is seen through a pointer, as a handle.</summary>
    public sealed record Opaque(string CName) : CType
    {
        public override string Interop => throw new BindGenException($"{CName} has no known size, so it cannot be passed by value.");
    }

    public sealed record Pointer(CType Target, bool IsConst) : CType
    {
        public override string Interop => Target is Opaque ? "nint" : Target.Interop + "*";
    }

    public sealed record CallBack(CType Returns, IReadOnlyList<CType> Arguments) : CType
    {
        public override string Interop =>
            $"delegate* unmanaged[Cdecl]<{string.Join(", ", Arguments.Append(Returns).Select(t => t.Interop))}>";
    }

    /// <summary>Whether this is a handle of the given C type: <c>nt_tensor*</c>, const or not.</summary>
    public bool IsHandle(string cName) => this is Pointer { Target: Opaque o } && o.CName == cName;
}

/// <summary>The header says something that cannot be bound; the message is one sentence for its author.</summary>
sealed class BindGenException(string message) : Exception(message);
