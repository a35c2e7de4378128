using System.Text;

namespace NativeTorch.BindGen;

/// <summary>FNV-1a, 64 bits, over everything that a caller must agree on with the library; docs do not count.</summary>
static class AbiHash
{
    public static ulong Of(Api api)
    {
        var lines = api.Constants.Select(c => $"{c.Type} {c.Name} = {c.Value}")
            .Concat(api.Enums.SelectMany(e => e.Members, (e, m) => $"{e.CName}.{m.CName} = {m.Value}"))
            .Concat(api.Structs.SelectMany(s => s.Fields, (s, f) => $"{s.CName}[{s.Size}].{f.Name} {f.Type.Interop} @ {f.Offset}"))
            .Concat(api.Functions.Select(NativePrinter.Signature));
        ulong hash = 0xcbf29ce484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(string.Join('\n', lines)))
            hash = (hash ^ b) * 0x100000001b3;
        return hash;
    }

    public static string PrintHeader(ulong hash) => $"""
        /* Generated. {Program.Regenerate} */
        #define NT_ABI_HASH 0x{hash:x16}ULL

        """;
}
