namespace NativeTorch.BindGen;

/// <summary>The C# class that a C function's method belongs to, which its PyTorch name tells.</summary>
/// <param name="Name">For example <c>Torch.Linalg</c>; its methods are printed to Torch.Linalg.Ops.g.cs.</param>
/// <param name="Prefix">What the names of its C functions begin with, behind <c>nt_</c>.</param>
sealed record Home(string Name, string Prefix)
{
    public static readonly Home Tensor = new("Tensor", ""), F = new("F", ""), Torch = new("Torch", ""),
        Linalg = new("Torch.Linalg", "linalg_"), Special = new("Torch.Special", "special_"), Fft = new("Torch.Fft", "fft_");

    public static readonly Home[] All = [Tensor, F, Torch, Linalg, Special, Fft];

    /// <summary>The class of <c>torch.linalg.svd</c> is Torch.Linalg; <c>torch.exp</c> is a method of Tensor, which Torch calls.</summary>
    public static Home Of(Function f) => f.Doc.Torch?.Split('.') switch
    {
        ["torch", "nn", "functional", _] => F,
        ["torch", "linalg", _] => Linalg,
        ["torch", "special", _] => Special,
        ["torch", "fft", _] => Fft,
        _ => Op.StartsWithList(f) ? Torch : Tensor,
    };

    /// <summary>The file of this class. Torch's own methods that are statics by nature stand apart from those that call Tensor's.</summary>
    public string File => this == Torch ? "Torch.Lists.g.cs" : $"{Name}.Ops.g.cs";

    public string Open => Name.Split('.') switch
    {
        ["Tensor"] => "public unsafe partial class Tensor",
        ["Torch", var nested] => $"public static unsafe partial class Torch\n{{\npublic static unsafe partial class {nested}",
        _ => $"public static unsafe partial class {Name}",
    };

    /// <summary>One of PyTorch's modules like torch.linalg, whose functions have no in-place form.</summary>
    public bool IsNested => Name.Contains('.');

    public string Close => Name.Contains('.') ? "}\n}" : "}";
}
