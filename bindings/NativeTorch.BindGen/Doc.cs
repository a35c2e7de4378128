using System.Text.RegularExpressions;

namespace NativeTorch.BindGen;

/// <summary>A Doxygen comment, taken apart. Tags may stand anywhere in the text.</summary>
sealed partial record Doc(string Summary, string? Torch, string? CSharp, bool Trivial, IReadOnlyDictionary<string, string> Params,
    IReadOnlyList<string> Aliases)
{
    public static readonly Doc None = new("", null, null, false, new Dictionary<string, string>(), []);

    /// <summary>What an argument defaults to: "(default 1)" in its text.</summary>
    public string? DefaultOf(string parameter) =>
        Params.TryGetValue(parameter, out string? text) && Default().Match(text) is { Success: true } m ? m.Groups[1].Value : null;

    /// <summary>Whether an argument may be left out: "(optional)" in its text, or, of a list, what "none means".</summary>
    public bool IsOptional(string parameter) =>
        Params.TryGetValue(parameter, out string? text) && (Optional().IsMatch(text) || text.Contains("none means"));

    /// <summary>The C# enum that a number stands for: "(enum RoundingMode, default 0)" in its text.</summary>
    public string? EnumOf(string parameter) =>
        Params.TryGetValue(parameter, out string? text) && Enum().Match(text) is { Success: true } m ? m.Groups[1].Value : null;

    /// <summary>What is said of an argument, without the marks that only BindGen reads; null where nothing is.</summary>
    public string? TextOf(string parameter) =>
        Params.TryGetValue(parameter, out string? text) ? Marks().Replace(text, "").Trim() : null;

    /// <summary><c>torch.exp</c> is <c>torch.Tensor.exp_</c> in place; functional names keep their place.</summary>
    public string? TorchInPlace => Torch?.Split('.') is ["torch", var name] ? $"torch.Tensor.{name}_" : Torch + "_";

    public static Doc Parse(string? comment)
    {
        if (string.IsNullOrWhiteSpace(comment))
            return None;

        string text = CommentMarks().Replace(comment, " ");
        Dictionary<string, string> parameters = [];
        string summary = "";
        string? torch = null, csharp = null;
        bool trivial = false;
        string[] aliases = [];
        foreach (string part in Tag().Split(text))
        {
            string body = Spaces().Replace(part, " ").Trim();
            string[] words = body.Split(' ', 3);
            switch (words[0])
            {
                case "@param" when words.Length > 2: parameters[words[1]] = words[2]; break;
                case "@torch" when words.Length > 1: (torch, summary) = (words[1], Join(summary, words[2..])); break;
                case "@csharp" when words.Length > 1: (csharp, summary) = (words[1], Join(summary, words[2..])); break;
                case "@alias": aliases = [.. aliases, .. body.Split(' ')[1..]]; break;
                case "@trivial": (trivial, summary) = (true, Join(summary, words[1..])); break;
                case "@return": summary = Join(summary, ["Returns", .. words[1..]]); break;
                case ['@', ..]: throw new BindGenException($"BindGen does not know the tag {words[0]} in: {body}");
                default: summary = Join(summary, [body]); break;
            }
        }
        return new Doc(summary, torch, csharp, trivial, parameters, aliases);
    }

    static string Join(string text, string[] more) => string.Join(' ', more.Prepend(text)).Trim();

    [GeneratedRegex(@"/\*[*!]<?|\*/|^[ \t]*\*|///?<?", RegexOptions.Multiline)]
    private static partial Regex CommentMarks();

    [GeneratedRegex(@"(?<![\w`])(?=@[a-z])")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\((?:enum \w+, )?default:? ([^)]+)\)")]
    private static partial Regex Default();

    [GeneratedRegex(@" ?\(optional\)| ?\(tensor only\)| ?\(enum \w+(, optional|, default:? [^)]+)?\)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\(enum (\w+)[,)]")]
    private static partial Regex Enum();

    [GeneratedRegex(@"\((?:enum \w+, )?optional\)")]
    private static partial Regex Optional();
}
