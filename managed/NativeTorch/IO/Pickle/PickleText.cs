using System.Globalization;
using System.Text;

namespace NativeTorch.IO.Pickle;

/// <summary>Texts as protocol 0 writes them, in letters.</summary>
static class PickleText
{
    /// <summary>A Python 2 text in quotes, with the escapes of a program's source: 'a\n\x00'.</summary>
    public static byte[] UnquoteBytes(ReadOnlySpan<byte> line, string path)
    {
        CheckpointFormatException Wrong() => new(path, "a text within the pickle is not in quotes as it should be");
        line = line.Trim(" \t\r\n"u8);
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ((byte)'\'' or (byte)'"'))
            throw Wrong();
        line = line[1..^1];
        var bytes = new List<byte>(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != (byte)'\\')
            {
                bytes.Add(line[i]);
                continue;
            }
            if (++i == line.Length)
                throw Wrong();
            char escape = (char)line[i];
            switch (escape)
            {
                case 'x' when i + 2 < line.Length && Number(line.Slice(i + 1, 2), 16) is { } hex:
                    bytes.Add((byte)hex);
                    i += 2;
                    break;
                case >= '0' and <= '7':
                    int digits = 1;
                    while (digits < 3 && i + digits < line.Length && line[i + digits] is >= (byte)'0' and <= (byte)'7')
                        digits++;
                    bytes.Add((byte)Number(line.Slice(i, digits), 8)!.Value);
                    i += digits - 1;
                    break;
                default:
                    const string letters = @"\'""abfnrtv", meant = "\\'\"\a\b\f\n\r\t\v";
                    if (letters.IndexOf(escape) is var letter and >= 0)
                        bytes.Add((byte)meant[letter]);
                    else
                        throw Wrong();
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A text in Latin-1, with \u and \U for other letters: Python's raw-unicode-escape.</summary>
    public static string Unescape(ReadOnlySpan<byte> line, string path)
    {
        var text = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            int digits = line[i] == (byte)'\\' && i + 1 < line.Length ? line[i + 1] switch { (byte)'u' => 4, (byte)'U' => 8, _ => 0 } : 0;
            if (digits == 0)
            {
                text.Append((char)line[i]);
                continue;
            }
            if (i + 1 + digits >= line.Length || Number(line.Slice(i + 2, digits), 16) is not { } letter || letter > 0x10ffff)
                throw new CheckpointFormatException(path, "a text within the pickle has a letter that is none");
            if (letter < 0x10000)
                text.Append((char)letter); // halves of a pair come one by one
            else
                text.Append(char.ConvertFromUtf32((int)letter));
            i += 1 + digits;
        }
        return text.ToString();
    }

    static uint? Number(ReadOnlySpan<byte> digits, int numberBase)
    {
        uint number = 0;
        foreach (byte digit in digits)
            if (char.IsAsciiHexDigit((char)digit))
                number = number * (uint)numberBase + (uint)int.Parse([(char)digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            else
                return null;
        return number;
    }
}
