using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NativeTorch.Generators;

/// <summary>A diagnostic in a form that can be compared: neither symbols nor syntax trees are held.</summary>
sealed record Problem(string Id, string Path, TextSpan Span, LinePositionSpan Lines, string First, string Second)
{
    public static Problem At(DiagnosticDescriptor rule, Location? location, string first, string second = "")
    {
        FileLinePositionSpan lines = location?.GetLineSpan() ?? default;
        return new(rule.Id, lines.Path ?? "", location?.SourceSpan ?? default, lines.Span, first, second);
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.ById[Id], Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines), First, Second);
}
