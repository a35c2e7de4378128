using System.Text.RegularExpressions;
using CppSharp.AST;
using CppSharp.Parser;
using static CppSharp.ClangParser;

namespace NativeTorch.BindGen;

/// <summary>Parses the C header with CppSharp and keeps what is declared in its folder.</summary>
static partial class HeaderReader
{
    public const string MainHeader = "nativetorch/nativetorch.h", HashHeader = "abi_hash.h";

    public static Api Read(string includeDir)
    {
        // One target and clang's own headers only: the output is the same on every machine.
        using var options = new ParserOptions
        {
            LanguageVersion = LanguageVersion.C99_GNU,
            TargetTriple = "x86_64-unknown-linux-gnu",
            NoStandardIncludes = true,
            NoBuiltinIncludes = true,
        };
        options.AddArguments("-ffreestanding");
        options.AddIncludeDirs(includeDir);
        options.AddSystemIncludeDirs(options.BuiltinsDir);
        options.Setup(CppSharp.TargetPlatform.Linux);

        using ParserResult result = ParseSourceFiles([MainHeader], options);
        string[] errors = [.. Errors(result)];
        if (result.Kind != ParserResultKind.Success || errors.Length > 0)
            throw new BindGenException($"{MainHeader} does not parse: {string.Join("; ", errors)}");

        string folder = Path.Combine(includeDir, Path.GetDirectoryName(MainHeader)!);
        var units = ConvertASTContext(options.ASTContext).TranslationUnits
            .Where(u => u.IsValid && Path.GetFullPath(u.FilePath).StartsWith(folder, StringComparison.Ordinal) && u.FileName != HashHeader)
            .ToArray();
        if (units.SelectMany(u => u.Variables).FirstOrDefault() is { } variable)
            throw new BindGenException($"{variable.Name} is a variable; export a function that returns it.");
        return new Api(
            Sorted(units.SelectMany(Constants), c => c.Name),
            Sorted(units.SelectMany(u => u.Enums).Where(e => e.Name.Length > 0).Select(ReadEnum), e => e.CName),
            Sorted(units.SelectMany(u => u.Classes).Where(c => !c.IsIncomplete).Select(ReadStruct), s => s.CName),
            Sorted(units.SelectMany(u => u.Functions.Select(f => ReadFunction(u, f))), f => f.Name));
    }

    static Function ReadFunction(TranslationUnit unit, CppSharp.AST.Function f)
    {
        if (f.IsVariadic)
            throw new BindGenException($"{f.Name} takes a variable number of arguments.");
        if (f.IsInline)
            throw new BindGenException($"{f.Name} is inline, so the library does not export it.");
        if (f.Parameters.FirstOrDefault(p => p.Name.Length == 0) is not null)
            throw new BindGenException($"{f.Name} has a parameter without a name.");
        return new Function(f.Name, unit.FileName, Doc.Parse(f.Comment?.Text), TypeReader.Read(f.ReturnType.Type, f.Name),
            [.. f.Parameters.Select(p => new Parameter(p.Name, TypeReader.Read(p.Type, $"{f.Name}({p.Name})")))]);
    }

    static EnumType ReadEnum(Enumeration e) =>
        new(e.Name, Doc.Parse(e.Comment?.Text),
            [.. e.Items.Select(i => new EnumMember(i.Name, unchecked((int)i.Value), Doc.Parse(i.Comment?.Text)))]);

    static StructType ReadStruct(Class c)
    {
        if (c.Fields.FirstOrDefault(f => f.IsBitField) is { } bits)
            throw new BindGenException($"{c.Name}.{bits.Name} is a bit field.");
        if (c.IsUnion || c.Name.Length == 0)
            throw new BindGenException($"'{c.Name}' is a union or a struct without a name.");
        StructField Field(Field f) => new(f.Name, TypeReader.Read(f.Type, $"{c.Name}.{f.Name}"),
            (int)c.Layout.Fields.Single(l => l.Name == f.Name).Offset, Doc.Parse(f.Comment?.Text));
        return new StructType(c.Name, Doc.Parse(c.Comment?.Text), [.. c.Fields.Select(Field)], c.Layout.Size);
    }

    /// <summary>Enumerators without an enum, and macros that are an integer. Empty macros (include guards) are not reported.</summary>
    static IEnumerable<Constant> Constants(TranslationUnit unit)
    {
        foreach (Enumeration.Item item in unit.Enums.Where(e => e.Name.Length == 0).SelectMany(e => e.Items))
            yield return new Constant(item.Name, "int", unchecked((int)item.Value).ToString());
        foreach (MacroDefinition macro in unit.PreprocessedEntities.OfType<MacroDefinition>())
        {
            if (Integer().Match(macro.Expression) is { Success: true } m)
                yield return new Constant(macro.Name, m.Groups[2].Value.ToUpperInvariant() switch
                {
                    "" => "int", "U" => "uint", "L" or "LL" => "long", _ => "ulong",
                }, m.Groups[1].Value);
            else if (macro.Name != "NT_API")
                throw new BindGenException($"The macro {macro.Name} is not an integer; make it an enumerator or a function.");
        }
    }

    static IEnumerable<string> Errors(ParserResult result)
    {
        for (uint i = 0; i < result.DiagnosticsCount; i++)
            if (result.GetDiagnostics(i) is { Level: ParserDiagnosticLevel.Error or ParserDiagnosticLevel.Fatal } d)
                yield return $"{Path.GetFileName(d.FileName)}({d.LineNumber}): {d.Message}";
    }

    static List<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name) => [.. items.OrderBy(name, StringComparer.Ordinal)];

    [GeneratedRegex(@"^\(?(-?(?:0[xX][0-9a-fA-F]+|\d+))([uUlL]*)\)?$")]
    private static partial Regex Integer();
}
