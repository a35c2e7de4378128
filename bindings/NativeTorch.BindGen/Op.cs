namespace NativeTorch.BindGen;

/// <summary>Where the result goes: to a new tensor, to self (<c>Exp_</c>), or to a tensor given by the caller.</summary>
enum Variant { New, InPlace, Output }

/// <summary>A C function that becomes methods: a <c>self</c>, arguments, tensors out.</summary>
/// <param name="Outputs">The locals that receive new handles, and their names in a tuple; none where C only changes self.</param>
/// <param name="Native">The native call's arguments: a parameter of its own, or one of <see cref="Arguments"/>.</param>
sealed record Op(Function Function, string Name, IReadOnlyList<OpArgument> Arguments, IReadOnlyList<(string Local, string Name)> Outputs,
    IReadOnlyList<(Parameter Parameter, OpArgument? Argument)> Native)
{
    /// <summary>The class that has the method.</summary>
    public Home Home => Home.Of(Function);

    /// <summary>Whether the method is static: one of F, Torch or Torch.Linalg, as PyTorch has it; else one of Tensor.</summary>
    public bool IsStatic => Home != Home.Tensor;

    /// <summary>Whether the first operand is a tensor; else it is a list of them.</summary>
    public bool HasSelf => Function.Parameters.Any(IsSelf);

    public IEnumerable<Variant> Variants =>
        Outputs.Count == 0 ? [Variant.InPlace]
        : Function.Parameters.FirstOrDefault(IsInto) is not { } into ? [Variant.New]
        : into.Name == "into" && !Home.IsNested ? [Variant.New, Variant.InPlace, Variant.Output]
        : [Variant.New, Variant.Output];

    /// <summary>The same op with a number in place of a tensor: of one that is said to be "(or a number)", or of a second
    /// operand <c>other</c> that is not "(tensor only)"; null where there is none.</summary>
    public Op? WithNumber()
    {
        if (Arguments.FirstOrDefault(TakesNumber) is not { } tensor)
            return null;
        OpArgument number = OpArgument.Tensor(tensor.CName, "Scalar", "ScalarRef");
        return this with
        {
            Arguments = [.. Arguments.Select(a => a == tensor ? number : a)],
            Native = [.. Native.Select(n => n.Argument == tensor ? (n.Parameter, number) : n)],
        };
    }

    bool TakesNumber(OpArgument a)
    {
        string text = Function.Doc.Params.GetValueOrDefault(a.CName, "");
        return a.Type == "Tensor" && (text.Contains("(or a number)", StringComparison.Ordinal)
            || (a == Arguments[0] && a.CName == "other" && Function.Parameters.Any(IsInto)
                && !text.Contains("(tensor only)", StringComparison.Ordinal)));
    }

    /// <summary>The same op with one number where a list named <c>dim</c> is: <c>x.Sum(1, keepDim: true)</c>; null where
    /// there is none, or <c>params</c> does it.</summary>
    public Op? OneDim()
    {
        if (!Arguments.SkipLast(1).Any(IsDimList))
            return null;
        return this with
        {
            Arguments = [.. Arguments.Select(a => IsDimList(a) ? new("long", a.CName, $"[{a.Name}]") : a with { Pass = a.Name })],
        };
    }

    /// <summary>What is passed to C.</summary>
    public string Pass(Variant variant) => string.Join(", ", Native.Select(n =>
        n.Argument is not null ? n.Argument.Pass
        : IsSelf(n.Parameter) ? "self.Handle"
        : IsInto(n.Parameter) ? variant switch { Variant.New => "0", Variant.InPlace => "self.Handle", _ => "outputRef.Handle" }
        : variant == Variant.New ? "&" + Local(n.Parameter.Name) : "null"));

    /// <summary>The op, and the same under the other names that PyTorch has for it: <c>@alias torch.arccos</c>.</summary>
    public static IEnumerable<Op> ReadAll(Function f)
    {
        if (Read(f) is not { } op)
            yield break;
        yield return op;
        foreach (string alias in f.Doc.Aliases)
            if (Read(f with { Doc = f.Doc with { Torch = alias, CSharp = Names.Pascal(alias.Split('.')[^1]) } }) is { } other)
                yield return other;
    }

    /// <summary>Null where the method is written by hand: no self, arguments of another kind, or <c>@csharp none</c>; and in F
    /// where there are lists, which C# takes as a number or a pair.</summary>
    public static Op? Read(Function f)
    {
        if (f.Doc.CSharp == "none" || !(f.Parameters.Any(IsSelf) || StartsWithList(f)))
            return null;
        string[] outputs = [.. f.Parameters.Where(IsOutput).Select(p => p.Name)];
        if (outputs.Length == 0 && (StartsWithList(f) || f.Parameters.Single(IsSelf).Type is CType.Pointer { IsConst: true }))
            return null;

        List<OpArgument> arguments = [];
        List<(Parameter, OpArgument?)> native = [];
        for (int i = 0; i < f.Parameters.Count;)
        {
            Parameter p = f.Parameters[i];
            if (IsSelf(p) || IsInto(p) || IsOutput(p))
            {
                native.Add((p, null));
                i++;
                continue;
            }
            if (OpArgument.Read(f, ref i) is not { } argument || (Home.Of(f) == Home.F && argument.Fixed is not null))
                return null;
            arguments.Add(argument);
            native.Add((p, argument));
        }
        return new Op(f, f.Doc.CSharp ?? MethodName(f), arguments,
            [.. outputs.Select(o => (Local(o), o == "out" ? "Result" : Names.Pascal(o)))], native);
    }

    static bool IsDimList(OpArgument a) => a is { CName: "dim", Fixed: not null };

    static string Local(string output) => output == "out" ? "result" : Names.Camel(output);

    static bool IsSelf(Parameter p) => p.Name == "self" && p.Type.IsHandle("nt_tensor");

    /// <summary>Where the result may go; an op that has no in-place form calls it <c>output</c>.</summary>
    static bool IsInto(Parameter p) => p.Name is "into" or "output" && p.Type.IsHandle("nt_tensor");

    static bool IsOutput(Parameter p) => p.Type is CType.Pointer { IsConst: false, Target: var target } && target.IsHandle("nt_tensor");

    /// <summary><c>nt_tensor* const* tensors, int32_t tensors_count</c>: what stands in front of <c>torch.cat</c>.</summary>
    public static bool StartsWithList(Function f) => f.Parameters is [{ Type: CType.Pointer { Target: var target } } list, var count, ..]
        && target.IsHandle("nt_tensor") && count.Name == list.Name + "_count";

    /// <summary><c>nt_max_dim</c> is an overload of Max; <c>nt_fill_into</c> and <c>nt_fill_inplace</c> are Fill_;
    /// <c>nt_linalg_svd</c> is Svd of Torch.Linalg.</summary>
    static string MethodName(Function f)
    {
        string name = f.Name["nt_".Length..];
        if (Home.Of(f).Prefix is { Length: > 0 } prefix && name.StartsWith(prefix, StringComparison.Ordinal))
            name = name[prefix.Length..];
        foreach (string suffix in new[] { "_dim", "_into", "_inplace" })
            if (name.EndsWith(suffix, StringComparison.Ordinal))
                name = name[..^suffix.Length];
        return Names.Pascal(name);
    }
}
