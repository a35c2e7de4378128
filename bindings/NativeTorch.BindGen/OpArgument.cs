using System.Globalization;

namespace NativeTorch.BindGen;

/// <summary>One argument of a C# method, and how it travels to C.</summary>
/// <param name="Pass">The expressions given to the native function.</param>
/// <param name="Default">The default value, where it has one.</param>
/// <param name="Setup">A statement before the call; for a tensor, the guard of its handle.</param>
/// <param name="Fixed">What a <c>fixed</c> around the call declares, for a list.</param>
sealed record OpArgument(string Type, string CName, string Pass, string? Default = null, string? Setup = null, string? Fixed = null)
{
    public string Name => Names.Camel(CName);

    /// <summary>A tensor, whose handle <paramref name="guard"/> keeps valid for the length of the call.</summary>
    public static OpArgument Tensor(string cName, string type = "Tensor", string guard = "TensorRef", string? defaultValue = null)
    {
        string name = Names.Camel(cName);
        return new(type, cName, $"{name}Ref.Handle", defaultValue, $"using var {name}Ref = new {guard}({name});");
    }

    /// <summary>The arguments at <paramref name="i"/>, which is advanced over them; null where an op needs C# written by hand.</summary>
    public static OpArgument? Read(Function f, ref int i)
    {
        Parameter p = f.Parameters[i++];
        Parameter? next = i < f.Parameters.Count ? f.Parameters[i] : null;
        string name = Names.Camel(p.Name);
        string? value = f.Doc.DefaultOf(p.Name);
        bool optional = f.Doc.IsOptional(p.Name);
        switch (p.Type)
        {
            case CType.Pointer { IsConst: true, Target: CType.Number n } when next?.Name == p.Name + "_count":
                i++;
                return new($"ReadOnlySpan<{n.CSharp}>", p.Name, $"{name}Ptr, {name}.Length", optional ? "default" : null,
                    Fixed: $"{n.CSharp}* {name}Ptr = {name}");
            case CType.Pointer { Target: CType.Pointer list } when list.IsHandle("nt_tensor") && next?.Name == p.Name + "_count":
                i++;
                return TensorList(p.Name, optional);
            case CType.Pointer { IsConst: true, Target: CType.Number { CSharp: "long" or "double" } n } when optional:
                return new(n.CSharp + "?", p.Name, $"{name}.HasValue ? &{name}Value : null", "null",
                    $"{n.CSharp} {name}Value = {name}.GetValueOrDefault();");
            case { } t when t.IsHandle("nt_tensor"):
                return optional ? Tensor(p.Name, "Tensor?", "OptionalTensorRef", "null") : Tensor(p.Name);
            case CType.Struct { CName: "nt_scalar" }:
                return value is null
                    ? new("Scalar", p.Name, $"{name}.Native")
                    : new("Scalar?", p.Name, $"({name} ?? {value}).Native", "null");
            case CType.Pointer { IsConst: true, Target: CType.Struct { CName: "nt_scalar" } }:
                return new("Scalar?", p.Name, $"{name}.HasValue ? &{name}Native : null", optional ? "null" : null,
                    $"var {name}Native = {name}.GetValueOrDefault().Native;");
            case CType.Number { CSharp: "byte" }:
                return new("bool", p.Name, $"Native.Flag({name})", value);
            case CType.Number { CSharp: "int" } when p.Name == "dtype":
                return value is null ? new("Dtype", p.Name, $"(int){name}") : new("Dtype?", p.Name, $"(int?){name} ?? -1", "null");
            case CType.Number { CSharp: "int" } when p.Name == "reduction":
                return new("Reduction", p.Name, $"(int){name}", value is null ? null : "Reduction." + ReductionNames[int.Parse(value)]);
            case CType.Number { CSharp: "int" } when f.Doc.EnumOf(p.Name) is { } type:
                return optional ? new(type + "?", p.Name, $"(int?){name} ?? -1", "null")
                    : new(type, p.Name, $"(int){name}", value is null ? null : $"({type}){value}");
            case CType.Number n when !p.Name.StartsWith("device_", StringComparison.Ordinal):
                return new(n.CSharp, p.Name, name, value is null ? null : Literal(value, $"{f.Name}({p.Name})"));
            default:
                return null;
        }
    }

    /// <summary>A list of tensors; <c>xHandles</c> points to their handles.</summary>
    static OpArgument TensorList(string cName, bool optional)
    {
        string name = Names.Camel(cName);
        return new("ReadOnlySpan<Tensor>", cName, $"{name}Handles, {name}Refs.Count", optional ? "default" : null,
            $"using var {name}Refs = new TensorRefs({name}!);", $"nint* {name}Handles = {name}Refs");
    }

    static readonly string[] ReductionNames = ["None", "Mean", "Sum"];

    static string Literal(string value, string where) => value switch
    {
        "inf" => "double.PositiveInfinity",
        "-inf" => "double.NegativeInfinity",
        _ when double.TryParse(value, CultureInfo.InvariantCulture, out _) => value,
        _ => throw new BindGenException($"{where} defaults to '{value}', which is not a number."),
    };
}
