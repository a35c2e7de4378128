using System.Globalization;
using System.Numerics;
using System.Text;

namespace NativeTorch.IO.Pickle;

// Numbers, texts and bytes.
sealed partial class PickleReader
{
    // Digits cost more than linear time, bytes do not; Python has the same bound for digits.
    const int MostDigits = 4300, MostIntegerBytes = 1 << 20;

    bool ExecuteValue(PickleOpcode code)
    {
        object? value;
        switch (code)
        {
            case PickleOpcode.None: value = null; break;
            case PickleOpcode.NewTrue: value = true; break;
            case PickleOpcode.NewFalse: value = false; break;
            case PickleOpcode.Int: value = ReadIntegerOrTruth(); break;
            case PickleOpcode.BinInt: value = (long)input.ReadInt32(); break;
            case PickleOpcode.BinInt1: value = (long)input.ReadByte(); break;
            case PickleOpcode.BinInt2: value = (long)input.ReadUInt16(); break;
            case PickleOpcode.Long: value = ReadInteger(); break;
            case PickleOpcode.Long1: value = ReadInteger(input.ReadByte()); break;
            case PickleOpcode.Long4: value = ReadInteger(input.ReadUInt32()); break;
            case PickleOpcode.Float: value = ReadFloat(); break;
            case PickleOpcode.BinFloat: value = input.ReadDouble(); break;
            case PickleOpcode.String: value = input.Decode(PickleText.UnquoteBytes(input.ReadLine(), input.Path), ByteStrings); break;
            case PickleOpcode.BinString: value = input.Decode(input.ReadBytes(input.ReadUInt32()), ByteStrings); break;
            case PickleOpcode.ShortBinString: value = input.Decode(input.ReadBytes(input.ReadByte()), ByteStrings); break;
            case PickleOpcode.Unicode: value = PickleText.Unescape(input.ReadLine(), input.Path); break;
            case PickleOpcode.BinUnicode: value = input.ReadUtf8(input.ReadUInt32()); break;
            case PickleOpcode.ShortBinUnicode: value = input.ReadUtf8(input.ReadByte()); break;
            case PickleOpcode.BinUnicode8: value = input.ReadUtf8(input.ReadUInt64()); break;
            case PickleOpcode.BinBytes: value = input.ReadBytes(input.ReadUInt32()); break;
            case PickleOpcode.ShortBinBytes: value = input.ReadBytes(input.ReadByte()); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: value = input.ReadBytes(input.ReadUInt64()); break;
            default: return false;
        }
        stack.Push(value);
        return true;
    }

    /// <summary>Protocols 0 and 1 write True as the integer 01.</summary>
    object ReadIntegerOrTruth() => ReadDigits() switch
    {
        "00" => false,
        "01" => true,
        var digits => ParseInteger(digits),
    };

    object ReadInteger() => ReadDigits() switch
    {
        [.. var digits, 'L'] => ParseInteger(digits),
        var digits => ParseInteger(digits),
    };

    /// <summary>An integer as little-endian bytes in two's complement.</summary>
    object ReadInteger(uint bytes)
    {
        if (bytes > MostIntegerBytes)
            throw Wrong($"an integer of {bytes} bytes within the pickle is too large");
        var number = new BigInteger(input.ReadBytes(bytes));
        return Narrow(number);
    }

    long ReadIndex() => ParseInteger(ReadDigits()) is long index and >= 0L ? index : throw Wrong("an index of the memo is none");

    string ReadDigits() => Encoding.Latin1.GetString(input.ReadLine()).Trim();

    object ParseInteger(string digits) =>
        digits.Length <= MostDigits && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out BigInteger number)
            ? Narrow(number)
            : throw Wrong($"{PickleNames.Describe(digits)} within the pickle is no integer");

    static object Narrow(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;

    double ReadFloat()
    {
        string text = Encoding.Latin1.GetString(input.ReadLine()).Trim();
        return text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" or "-nan" => double.NaN,
            _ => text.Length <= MostDigits && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : throw Wrong($"{PickleNames.Describe(text)} within the pickle is no number"),
        };
    }
}
