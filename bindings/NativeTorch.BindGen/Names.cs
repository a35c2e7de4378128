namespace NativeTorch.BindGen;

/// <summary>From C's names to C#'s.</summary>
static class Names
{
    /// <summary><c>log_softmax</c> to <c>LogSoftmax</c>.</summary>
    public static string Pascal(string name) => string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Capitalise));

    /// <summary><c>nt_scalar</c> to <c>NtScalar</c>, <c>nt_tensor_info_t</c> to <c>NtTensorInfo</c>.</summary>
    public static string Type(string cName) => Pascal(cName.EndsWith("_t", StringComparison.Ordinal) ? cName[..^2] : cName);

    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        return Identifier(char.ToLowerInvariant(pascal[0]) + pascal[1..]);
    }

    /// <summary>Members lose the prefix that all of an enum's members share: <c>NT_SCALAR_INT</c> to <c>Int</c>.</summary>
    public static IEnumerable<string> EnumMembers(IReadOnlyList<EnumMember> members)
    {
        string[] first = members[0].CName.Split('_');
        int shared = 1;
        while (members.Count > 1 && members.All(m => m.CName.Split('_') is var parts && parts.Length > shared + 1
                   && parts[shared] == first[shared]))
            shared++;
        return members.Select(m => Pascal(string.Join('_', m.CName.ToLowerInvariant().Split('_').Skip(shared))));
    }

    /// <summary>Escapes C#'s keywords.</summary>
    public static string Identifier(string name) => Keywords.Contains(name) ? "@" + name : name;

    static string Capitalise(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock",
        "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected",
        "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    ];
}
