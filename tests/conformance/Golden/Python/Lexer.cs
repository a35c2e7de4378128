using System.Globalization;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Golden.Python;

enum TokenKind { Name, Number, Text, Operator, End }

/// <summary>A word of a Python expression; numbers and strings carry their value.</summary>
readonly record struct Token(TokenKind Kind, string Text, object? Value = null);

/// <summary>Cuts the expressions of golden files into words.</summary>
static class Lexer
{
    public static List<Token> Tokens(string source)
    {
        var tokens = new List<Token>();
        for (int i = 0; i < source.Length;)
        {
            char c = source[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }
            Token token = char.IsAsciiDigit(c) || c == '.' && i + 1 < source.Length && char.IsAsciiDigit(source[i + 1]) ? Number(source, i)
                : char.IsLetter(c) || c == '_' ? Name(source, i)
                : c is '\'' or '"' ? Text(source, i)
                : Operator(source, i);
            tokens.Add(token);
            i += token.Text.Length;
        }
        tokens.Add(new(TokenKind.End, ""));
        return tokens;
    }

    static Token Name(string source, int start)
    {
        int end = start;
        while (end < source.Length && (char.IsLetterOrDigit(source[end]) || source[end] == '_'))
            end++;
        return new(TokenKind.Name, source[start..end]);
    }

    /// <summary>Python's 1.0 is no integer, and neither is 1e3.</summary>
    static Token Number(string source, int start)
    {
        int end = start;
        bool isFloat = false;
        for (; end < source.Length; end++)
        {
            char c = source[end];
            bool exponent = c is 'e' or 'E', sign = c is '+' or '-' && source[end - 1] is 'e' or 'E';
            if (!char.IsAsciiDigit(c) && c is not ('.' or '_') && !exponent && !sign)
                break;
            isFloat |= c == '.' || exponent;
        }
        string text = source[start..end], digits = text.Replace("_", "", StringComparison.Ordinal);
        return isFloat && double.TryParse(digits, CultureInfo.InvariantCulture, out double number) ? new(TokenKind.Number, text, number)
            : !isFloat && long.TryParse(digits, CultureInfo.InvariantCulture, out long integer) ? new(TokenKind.Number, text, integer)
            : throw new MalformedCaseException($"'{text}' in {source} is no number");
    }

    static Token Text(string source, int start)
    {
        int end = source.IndexOf(source[start], start + 1);
        return end < 0
            ? throw new MalformedCaseException($"a string without end in {source}")
            : new(TokenKind.Text, source[start..(end + 1)], source[(start + 1)..end]);
    }

    static Token Operator(string source, int start) => new(TokenKind.Operator,
        source.AsSpan(start).StartsWith("**") || source.AsSpan(start).StartsWith("//") ? source.Substring(start, 2) : source.Substring(start, 1));
}
