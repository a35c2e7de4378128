using System.Globalization;
using NativeTorch.Data;
using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>Rows in a file: their text, what a crash leaves, and going on behind it.</summary>
public sealed class CsvLoggerTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-csv-").FullName;

    public CsvLoggerTests() => FilePath = Path.Combine(folder, "log.csv");

    string FilePath { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_first_row_names_the_columns_and_each_row_is_there_at_once()
    {
        using var log = new CsvLogger(FilePath);
        Assert.Empty(log.Columns);
        log.Log(("epoch", 1), ("loss", 0.25), ("best", true));
        Assert.Equal("epoch,loss,best\n1,0.25,true\n", Text());
        log.Log(("loss", 1e-10), ("epoch", 2));
        Assert.Equal("epoch,loss,best\n1,0.25,true\n2,1E-10,\n", Text());
        Assert.Equal(["epoch", "loss", "best"], log.Columns);
    }

    [Fact]
    public void Numbers_read_back_as_they_were_in_any_country()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            using var log = new CsvLogger(FilePath, "a", "b", "c", "d", "e");
            log.Log(("a", 0.1), ("b", 0.1f), ("c", long.MaxValue), ("d", double.NaN), ("e", -1.5e300));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Equal("a,b,c,d,e\n0.1,0.1,9223372036854775807,NaN,-1.5E+300\n", Text());
    }

    [Fact]
    public void Texts_with_commas_quotes_and_lines_are_quoted()
    {
        using (var log = new CsvLogger(FilePath, "na,me", "b"))
            log.Log(("na,me", "say \"hi\""), ("b", "two\nlines"));
        Assert.Equal("\"na,me\",b\n\"say \"\"hi\"\"\",\"two\nlines\"\n", Text());
        using var again = new CsvLogger(FilePath);
        Assert.Equal(["na,me", "b"], again.Columns);
    }

    [Theory]
    [InlineData("a,b", new[] { "a", "b" })]
    [InlineData("a,,", new[] { "a", "", "" })]
    [InlineData("", new[] { "" })]
    [InlineData("\"\",x", new[] { "", "x" })]
    [InlineData("\"a\"\"b\",\"c,d\"", new[] { "a\"b", "c,d" })]
    [InlineData("\"a", new[] { "a" })]
    [InlineData("x,\"a\",", new[] { "x", "a", "" })]
    public void A_row_has_these_cells(string row, string[] cells) => Assert.Equal(cells, CsvText.Cells(row));

    [Fact]
    public void A_file_goes_on_behind_its_rows()
    {
        using (var log = new CsvLogger(FilePath))
            log.Log(("epoch", 1), ("loss", 0.5));
        using (var log = new CsvLogger(FilePath, "epoch", "loss"))
            log.Log(("loss", 0.25), ("epoch", 2));
        Assert.Equal("epoch,loss\n1,0.5\n2,0.25\n", Text());
        var error = Assert.Throws<DatasetFormatException>(() => new CsvLogger(FilePath, "epoch", "accuracy"));
        Assert.Equal(("the columns epoch, accuracy", "epoch, loss"), (error.Expected, error.Found));
        Assert.Equal("epoch,loss\n1,0.5\n2,0.25\n", Text());
    }

    [Theory]
    [InlineData("epoch,loss\n1,0.5\n2,0.123", "epoch,loss\n1,0.5\n")]
    [InlineData("epoch,loss\n1,\"a\nb", "epoch,loss\n")]
    [InlineData("epoch,lo", "")]
    public void A_row_that_a_crash_cut_off_is_removed(string left, string kept)
    {
        File.WriteAllText(FilePath, left);
        using (var log = new CsvLogger(FilePath))
            log.Log(("epoch", 9), ("loss", 1));
        Assert.Equal((kept.Length == 0 ? "epoch,loss\n" : kept) + "9,1\n", Text());
    }

    [Fact]
    public void Wrong_columns_are_refused_and_write_nothing()
    {
        using var log = new CsvLogger(FilePath, "a", "b");
        Assert.Contains("\"c\"", Assert.Throws<ArgumentException>(() => log.Log(("a", 1), ("c", 2))).Message);
        Assert.Throws<ArgumentException>(() => log.Log(("a", 1), ("a", 2)));
        Assert.Equal("a,b\n", Text());
        Assert.Throws<ArgumentException>(() => new CsvLogger(Path.Combine(folder, "x"), "a", "a"));
        Assert.Throws<ArgumentException>(() => new CsvLogger(Path.Combine(folder, "x"), ""));
        log.Dispose();
        Assert.Throws<ObjectDisposedException>(() => log.Log(("a", 1)));
    }

    [Fact]
    public void Threads_add_whole_rows()
    {
        using (var log = new CsvLogger(FilePath, "thread", "row"))
            Parallel.For(0, 4, thread =>
            {
                for (int row = 0; row < 200; row++)
                    log.Log(("thread", thread), ("row", row));
            });
        string[] lines = File.ReadAllLines(FilePath);
        Assert.Equal(801, lines.Length);
        Assert.Equal(801, lines.Distinct().Count());
        Assert.All(lines.Skip(1), line => Assert.Matches(@"^\d,\d+$", line));
    }

    string Text()
    {
        using var file = new StreamReader(new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }
}
