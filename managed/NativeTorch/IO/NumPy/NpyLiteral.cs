namespace NativeTorch.IO.NumPy;

/// <summary>Reads the one form of Python text that NumPy writes:
/// {'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }. Nothing is evaluated.</summary>
sealed class NpyLiteral(string text, Func<string, Exception?, CheckpointFormatException> wrong)
{
    int at;

    public NpyHeader Parse()
    {
        string? descr = null;
        bool? isFortranOrder = null;
        long[]? shape = null;
        Expect('{');
        while (!Take('}'))
        {
            string key = String();
            Expect(':');
            if (key == "descr" && descr is null)
                descr = Descr();
            else if (key == "fortran_order" && isFortranOrder is null)
                isFortranOrder = Bool();
            else if (key == "shape" && shape is null)
                shape = Tuple();
            else
                throw Wrong($"the key '{key}' is unknown or there twice");
            if (Take('}'))
                break;
            Expect(',');
        }
        Skip();
        if (at < text.Length)
            throw Wrong("there is more behind it");
        if (descr is null || isFortranOrder is null || shape is null)
            throw Wrong("it needs 'descr', 'fortran_order' and 'shape'");
        (Dtype dtype, bool isSwapped) = NpyDtypes.Parse(descr)
            ?? throw wrong($"the dtype '{descr}' ({NpyDtypes.Describe(descr)}) is not supported", null);
        return new NpyHeader(dtype, isSwapped, isFortranOrder.Value, shape);
    }

    string Descr()
    {
        Skip();
        return at < text.Length && text[at] == '[' ? throw wrong($"a structured dtype is not supported: {Rest()}", null) : String();
    }

    bool Bool() => Take("True") || (Take("False") ? false : throw Wrong("True or False should be"));

    long[] Tuple()
    {
        var sizes = new List<long>();
        Expect('(');
        while (!Take(')'))
        {
            sizes.Add(Number());
            if (Take(')'))
                return sizes.Count > 1 ? [.. sizes] : throw Wrong("a tuple of one needs a comma");
            Expect(',');
        }
        return [.. sizes];
    }

    /// <summary>Digits, and the L that Python 2 put behind some.</summary>
    long Number()
    {
        Skip();
        int begin = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (!long.TryParse(text.AsSpan(begin, at - begin), out long number))
        {
            at = begin;
            throw Wrong("a size should be");
        }
        if (at < text.Length && text[at] == 'L')
            at++;
        return number;
    }

    string String()
    {
        char quote = Take('\'') ? '\'' : Take('"') ? '"' : throw Wrong("a string should be");
        int end = text.AsSpan(at).IndexOfAny(quote, '\\');
        if (end < 0 || text[at + end] == '\\')
            throw Wrong("a string should be that ends and has no escapes");
        string content = text.Substring(at, end);
        at += end + 1;
        return content;
    }

    void Expect(char c)
    {
        if (!Take(c))
            throw Wrong($"'{c}' should be");
    }

    bool Take(char c) => Take([c]);

    bool Take(ReadOnlySpan<char> word)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    void Skip()
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\t')
            at++;
    }

    string Rest() => text.Length - at <= 60 ? text[at..].TrimEnd() : $"{text[at..(at + 60)]}...";

    CheckpointFormatException Wrong(string problem) => wrong($"the header is no header of this format: {problem}, at \"{Rest()}\"", null);
}
