using System.Text;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>CSV, row by row: RFC 4180 and what people write besides.</summary>
public sealed class CsvReaderTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Rows are shown as fields between '|', with the line in front.</summary>
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a,b\r\n1,2", "1:a|b 2:1|2")]
    [InlineData("a,b\r1,2\r", "1:a|b 2:1|2")]
    [InlineData("\uFEFFa,b", "1:a|b")]
    [InlineData("", "")]
    [InlineData("\n\r\n\n", "")]
    [InlineData("a", "1:a")]
    [InlineData(",", "1:|")]
    [InlineData("a,\n,b\n", "1:a| 2:|b")]
    [InlineData("\n\na,b\n\n\nc,d\n\n", "3:a|b 6:c|d")]
    [InlineData("\"a\",\"b\"", "1:a|b")]
    [InlineData("\"a,b\",c", "1:a,b|c")]
    [InlineData("\"a\"\"b\",\"\"\"\"", "1:a\"b|\"")]
    [InlineData("\"\",\"\"\nx,y", "1:| 2:x|y")]
    [InlineData("\"a\nb\r\nc\rd\",e\nf,g", "1:a\nb\r\nc\rd|e 5:f|g")]
    [InlineData("5\" pipe,a\"b\"", "1:5\" pipe|a\"b\"")]
    [InlineData(" a , \"b\"", "1: a | \"b\"")]
    [InlineData("grün,日本,😀", "1:grün|日本|😀")]
    [InlineData("a,\0,b", "1:a|\0|b")]
    public void Fields_are_what_the_format_says(string text, string expected)
    {
        Assert.Equal(expected, Show(new CsvReader(new StringReader(text), "x")));
        foreach (Encoding encoding in new[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            string path = folder.Write("x.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            if (!text.StartsWith('\uFEFF'))
                Assert.Equal(expected, Show(new CsvReader(path)));
        }
    }

    [Fact]
    public void Separators_and_comments_can_be_chosen()
    {
        var options = new CsvOptions { Separator = ';', Comment = '#' };
        Assert.Equal("2:a,b|c 4:d#|#e", Show(new CsvReader(new StringReader("# made by hand\na,b;c\n#\nd#;#e"), "x", options)));
        Assert.Equal("1:a|b c", Show(new CsvReader(new StringReader("a\tb c"), "x", new CsvOptions { Separator = '\t' })));
        CsvOptions[] wrongs = [new() { Separator = '"' }, new() { Separator = '\n' }, new() { Comment = ',' }, new() { Comment = '"' }];
        foreach (CsvOptions wrong in wrongs)
            Assert.Throws<ArgumentException>(() => new CsvReader(new StringReader(""), "x", wrong));
    }

    [Theory]
    [InlineData("a\n\"b", "line 2, found the file's end")]
    [InlineData("a\n\"b\nc,d\"\"", "line 2, found the file's end")]
    [InlineData("a\n\"b\nc\"d", "behind the quote in line 3, found 'd'")]
    [InlineData("\"a\" ,b", "line 1, found ' '")]
    public void Quotes_that_do_not_fit_name_their_line(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<DatasetFormatException>(() => Show(new CsvReader(new StringReader(text), "x"))).Message);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        string path = folder.Write("x.csv", [(byte)'a', (byte)'\n', 0xFF, (byte)'b']);
        Assert.Contains("utf-8", Assert.Throws<DatasetFormatException>(() => Show(new CsvReader(path))).Message);
        Assert.Equal("1:a 2:ÿb", Show(new CsvReader(path, new CsvOptions { Encoding = Encoding.Latin1 })));
    }

    [Fact]
    public void A_row_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var options = new CsvOptions { MaxRowLength = 1000 };
        string text = $"a,b\n\"{new string('x', 500)}\n{new string('y', 600)}";
        Assert.Contains("at most 1000 characters, found a longer one in line 2",
            Assert.Throws<DatasetFormatException>(() => Show(new CsvReader(new StringReader(text), "x", options))).Message);
    }

    /// <summary>Any table that is written by the rules comes back, wherever the reader's buffer ends.</summary>
    [Fact]
    public void What_is_written_by_the_rules_comes_back()
    {
        var random = new Random(5);
        string[] pieces = ["", "a", "b c", ",", "\"", "\n", "\r\n", "\r", "ü", "12345678", "\"\"", ";"];
        for (int table = 0; table < 300; table++)
        {
            int columns = random.Next(2, 5);
            string[][] rows = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Enumerable.Range(0, columns)
                .Select(_ => string.Concat(random.GetItems(pieces, random.Next(0, 1 << random.Next(8))))).ToArray())];
            string text = string.Concat(rows.Select(row =>
                string.Join(',', row.Select(field => Quoted(field, random))) + random.GetItems(["\n", "\r\n"], 1)[0]));
            using var reader = new CsvReader(new StringReader(text), "x");
            foreach (string[] row in rows)
            {
                Assert.True(reader.Read());
                Assert.Equal(row, Enumerable.Range(0, reader.FieldCount).Select(i => reader[i].ToString()));
            }
            Assert.False(reader.Read());
        }
    }

    static string Quoted(string field, Random random) =>
        field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || random.Next(3) == 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field;

    static string Show(CsvReader reader)
    {
        using (reader)
        {
            List<string> rows = [];
            while (reader.Read())
                rows.Add($"{reader.Line}:{string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader[i].ToString()))}");
            return string.Join(' ', rows);
        }
    }
}
