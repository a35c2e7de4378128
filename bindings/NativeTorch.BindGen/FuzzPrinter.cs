namespace NativeTorch.BindGen;

/// <summary>Prints calls.inc for tests/fuzz: every function, with what to throw at each of its parameters.</summary>
static class FuzzPrinter
{
    public static string Print(Api api)
    {
        var w = new StringWriter { NewLine = "\n" };
        w.WriteLine($"// Generated. {Program.Regenerate}");
        w.WriteLine("// NT_CALL(function, a kind for each parameter); NT_BY_HAND(function) where the parameters depend on each other.");
        foreach (Function f in api.Functions)
            w.WriteLine(Kinds(f) is { } kinds ? $"NT_CALL({string.Join(", ", kinds.Prepend(f.Name))})" : $"NT_BY_HAND({f.Name})");
        return w.ToString();
    }

    /// <summary>Null for what frees handles, and where a parameter's size is not the next one's value.</summary>
    static List<string>? Kinds(Function f)
    {
        if (f.Name.EndsWith("_release", StringComparison.Ordinal) || !IsStatus(f.Returns) || IsByHand(f))
            return null;
        List<string> kinds = [];
        for (int i = 0; i < f.Parameters.Count; i++)
        {
            Parameter p = f.Parameters[i];
            Parameter? next = i + 1 < f.Parameters.Count ? f.Parameters[i + 1] : null;
            if (Sized(p, next) is { } pair)
            {
                kinds.AddRange(pair);
                i++;
            }
            else if (Single(f, p) is { } kind)
            {
                kinds.Add(kind);
            }
            else
            {
                return null;
            }
        }
        return kinds;
    }

    /// <summary>Lists that share one count; a number of threads is not to be random, what is no status has no success, a
    /// gradient must not hold its own leaf, and nothing may become what was computed from it.</summary>
    static bool IsByHand(Function f) => f.Name is "nt_set_num_threads" or "nt_last_error" or "nt_tensor_set_grad" or "nt_tensor_grad"
            or "nt_tensor_become"
        || f.Parameters.Count(p => p.Type is CType.Pointer { Target: CType.Pointer }) > 1
        && f.Parameters.Any(p => p.Name is "parameter_count" or "output_count" or "input_count");

    static bool IsStatus(CType type) => type is CType.Number { CSharp: "int" };

    /// <summary>A pointer and how much is behind it.</summary>
    static string[]? Sized(Parameter p, Parameter? next) => (p.Type, next?.Name) switch
    {
        (CType.Pointer { IsConst: true, Target: CType.Void }, "bytes") => ["Bytes", "ByteCount"],
        (CType.Pointer { IsConst: false, Target: CType.Void }, "bytes") => ["OutBytes", "ByteCount"],
        (CType.Pointer { IsConst: false, Target: CType.Number n }, "capacity") => [$"OutNumbers<{n.CName}>", "Count"],
        (CType.Pointer { IsConst: true, Target: CType.Number n }, var count) when Counts(count, p) => [$"Numbers<{n.CName}>", "Count"],
        (CType.Pointer { Target: CType.Pointer list }, var count) when list.IsHandle("nt_tensor") && Counts(count, p) => ["Tensors", "Count"],
        _ => null,
    };

    static bool Counts(string? name, Parameter list) => name == list.Name + "_count" || name == list.Name.TrimEnd('s') + "_count";

    static string? Single(Function f, Parameter p) => p.Type switch
    {
        { } t when t.IsHandle("nt_generator") => "Optional<nt_generator>",
        CType.Pointer { Target: CType.Opaque o } => $"{(MayBeNull(f, p) ? "Optional" : "In")}<{o.CName}>",
        CType.Pointer { Target: CType.Pointer { Target: CType.Opaque } } when p.Name == "outs" => "Outs",
        CType.Pointer { Target: CType.Pointer { Target: CType.Opaque o } } => $"Out<{o.CName}>",
        CType.Pointer { IsConst: false, Target: CType.Number n } => $"OutValue<{n.CName}>",
        CType.Pointer { IsConst: false, Target: CType.Struct s } => $"OutValue<{s.CName}>",
        CType.Pointer { IsConst: false, Target: CType.Pointer { Target: CType.Number n } } => $"OutValue<const {n.CName}*>",
        CType.Pointer { IsConst: false, Target: CType.Pointer { Target: CType.Struct s } } => $"OutValue<const {s.CName}*>",
        CType.Pointer { IsConst: true, Target: CType.Number { CName: "char" } } => "Text",
        CType.Pointer { IsConst: true, Target: CType.Number n } => $"OptionalNumber<{n.CName}>",
        CType.Pointer { IsConst: true, Target: CType.Struct { CName: "nt_scalar" } } => "OptionalScalar",
        CType.Struct { CName: "nt_scalar" } => "Scalar",
        CType.Number { CSharp: "int" } when p.Name == "dtype" => "Dtype",
        CType.Number { CSharp: "int" } when p.Name == "device_type" => "DeviceType",
        CType.Number { CSharp: "byte" } => "Flag",
        CType.Number n => $"Number<{n.CName}>",
        _ => null,
    };

    static bool MayBeNull(Function f, Parameter p) => p.Name is "into" or "output" || f.Doc.IsOptional(p.Name)
        || f.Doc.Summary.Contains("NULL", StringComparison.Ordinal) || f.Doc.TextOf(p.Name)?.Contains("NULL", StringComparison.Ordinal) == true;
}
