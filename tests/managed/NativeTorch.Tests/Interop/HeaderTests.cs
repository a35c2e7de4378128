using System.Reflection;
using System.Text.RegularExpressions;
using NativeTorch.Interop;

namespace NativeTorch.Tests;

/// <summary>The bindings against the C header, by another reader than the one that made them.</summary>
public partial class HeaderTests
{
    static readonly Dictionary<string, int> declared = Declarations();

    [Fact]
    public void EveryDeclarationIsBoundWithAsManyParameters()
    {
        var bound = typeof(NativeMethods).GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(m => m.Name.StartsWith("nt_", StringComparison.Ordinal))
            .ToDictionary(m => m.Name, m => m.GetParameters().Length);
        Assert.NotEmpty(declared);
        Assert.Equal(declared.OrderBy(d => d.Key, StringComparer.Ordinal), bound.OrderBy(b => b.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void TheLoadedLibraryHasTheBindingsHash() => Assert.Equal(NativeMethods.AbiHash, NativeMethods.nt_abi_hash());

    [Fact]
    public void TheHeaderHasTheBindingsHash()
    {
        string text = File.ReadAllText(Path.Combine(Headers, "abi_hash.h"));
        Assert.Contains($"0x{NativeMethods.AbiHash:x16}", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void DtypesAreTheHeaders()
    {
        foreach (Dtype dtype in Enum.GetValues<Dtype>())
            Assert.Equal((int)Enum.Parse<NtDtype>(dtype.ToString(), ignoreCase: true), (int)dtype);
        Assert.Equal(Enum.GetValues<NtDtype>().Length, Enum.GetValues<Dtype>().Length);
    }

    static string Headers => Path.Combine(Shared.Repository, "native", "include", "nativetorch");

    static Dictionary<string, int> Declarations()
    {
        var result = new Dictionary<string, int>();
        foreach (string file in Directory.GetFiles(Headers, "*.h"))
        {
            string code = Comment().Replace(File.ReadAllText(file), "").Replace("void (*collect)(void)", "collect");
            foreach (Match m in Declaration().Matches(code))
            {
                string list = m.Groups[2].Value.Trim();
                result.Add(m.Groups[1].Value, list is "" or "void" ? 0 : list.Split(',').Length);
            }
        }
        return result;
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"NT_API\s[^;(]*?\b(nt_\w+)\s*\(([^)]*)\)\s*;")]
    private static partial Regex Declaration();
}
