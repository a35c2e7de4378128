using System.Reflection;

namespace NativeTorch.Conformance.Binding;

/// <summary>The library's public methods and properties by normalised name.</summary>
static class Surface
{
    const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    static readonly Dictionary<Type, ILookup<string, MethodInfo>> Members = [];
    static readonly Dictionary<string, Overload[]> Found = [];

    /// <summary>The overloads of PyTorch's name: <c>nn.functional.x</c> in F, <c>linalg.x</c> in Torch.Linalg, others in Torch and
    /// as methods and properties of Tensor.</summary>
    public static IReadOnlyList<Overload> Find(string op)
    {
        if (!Found.TryGetValue(op, out Overload[]? overloads))
            Found[op] = overloads = [.. Search(op)];
        return overloads;
    }

    /// <summary>The operators of Tensor of a name, for example op_Addition.</summary>
    public static IReadOnlyList<Overload> Operators(string name) =>
        [.. typeof(Tensor).GetMethods(Public).Where(m => m.Name == name && m.IsStatic).Select(m => new Overload(m))];

    static IEnumerable<Overload> Search(string op)
    {
        int dot = op.LastIndexOf('.');
        string name = Names.Normalize(op[(dot + 1)..]);
        return Owners(dot < 0 ? "" : op[..dot]).SelectMany(owner => MembersOf(owner)[name]).Select(method => new Overload(method));
    }

    static Type[] Owners(string module) => module switch
    {
        "" => [typeof(Torch), typeof(Tensor)],
        "nn.functional" => [typeof(F)],
        _ => [.. typeof(Torch).GetNestedTypes().Where(t => Names.Bare(t.Name) == Names.Bare(module[(module.LastIndexOf('.') + 1)..]))],
    };

    static ILookup<string, MethodInfo> MembersOf(Type type)
    {
        if (!Members.TryGetValue(type, out var members))
            Members[type] = members = type.GetMethods(Public)
                .Where(m => !m.IsSpecialName && !m.IsGenericMethodDefinition)
                .Select(m => (Name: Names.Normalize(m.Name), Method: m))
                .Concat(type.GetProperties(Public)
                    .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
                    .Select(p => (Name: Names.Normalize(p.Name), Method: p.GetMethod!)))
                .ToLookup(m => m.Name, m => m.Method);
        return members;
    }
}
