using System.Globalization;
using System.Numerics;
using System.Text;
using NativeTorch.IO.Pickle;

namespace NativeTorch.Tests.IO.Pickle;

/// <summary>Values of a pickle as Python's <c>repr</c> prints them.</summary>
static class PythonText
{
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool truth => truth ? "True" : "False",
        long or BigInteger => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        double number => Number(number),
        string text => Quote(text),
        byte[] bytes => "b" + Quote(Encoding.Latin1.GetString(bytes), isBytes: true),
        List<object?> list => $"[{string.Join(", ", list.Select(Of))}]",
        object?[] { Length: 1 } tuple => $"({Of(tuple[0])},)",
        object?[] tuple => $"({string.Join(", ", tuple.Select(Of))})",
        PickleDictionary dictionary => $"{{{string.Join(", ", dictionary.Entries.Select(Entry))}}}",
        PickleSet set => $"{{{string.Join(", ", set.Members.Select(Of))}}}",
        NumpyArray array => Of(new List<object?>
        {
            array.Shape.Select(size => (object?)size).ToList(),
            array.ToTensor().To(Dtype.Float64).Reshape(-1).ToArray<double>().Select(x => (object?)x).ToList(),
        }),
        _ => throw new ArgumentException(value.GetType().Name),
    };

    static string Entry(KeyValuePair<object?, object?> entry) => $"{Of(entry.Key)}: {Of(entry.Value)}";

    static string Number(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        string text = number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e");
        return text.Contains('.') || text.Contains('e') ? text : text + ".0";
    }

    static string Quote(string text, bool isBytes = false)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (char c in text)
            quoted.Append(c switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ when c == quote => $"\\{c}",
                _ when c < ' ' || c == 0x7f || (isBytes && c > 0x7e) => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        return quoted.Append(quote).ToString();
    }
}
