using System.Security;
using System.Text.RegularExpressions;

namespace NativeTorch.BindGen;

/// <summary>Prints text of the C header as C# documentation, wrapped.</summary>
static partial class XmlDoc
{
    const int Width = 116;

    /// <param name="element">For example <c>summary</c>, or <c>param name="dim"</c>.</param>
    public static void Print(TextWriter writer, string indent, string element, string text)
    {
        if (text.Length == 0)
            return;
        string line = "";
        foreach (string word in $"<{element}>{Escape(text)}</{element.Split(' ')[0]}>".Split(' '))
        {
            if (line.Length > 0 && indent.Length + line.Length + word.Length > Width)
            {
                writer.WriteLine($"{indent}/// {line}");
                line = "";
            }
            line += line.Length == 0 ? word : " " + word;
        }
        writer.WriteLine($"{indent}/// {line}");
    }

    static string Escape(string text) =>
        Code().Replace(SecurityElement.Escape(text).Replace("&apos;", "'").Replace("&quot;", "\""), "<c>$1</c>");

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Code();
}
