using System.Globalization;
using NativeTorch.Data;

namespace NativeTorch.Tests.Data;

/// <summary>Columns with types, given and found, and tensors of them.</summary>
public sealed class CsvTableTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1 -2 +3", CsvType.Int64)]
    [InlineData("9223372036854775807 -9223372036854775808", CsvType.Int64)]
    [InlineData("9223372036854775808", CsvType.Float64)]
    [InlineData("1 2.5", CsvType.Float64)]
    [InlineData("1e3 inf -Inf nan", CsvType.Float64)]
    [InlineData("1 NA", CsvType.Float64)]
    [InlineData("true False TRUE", CsvType.Bool)]
    [InlineData("true NA", CsvType.String)]
    [InlineData("true 1", CsvType.String)]
    [InlineData("1 x", CsvType.String)]
    [InlineData("1,5", CsvType.String)]
    [InlineData("0x10", CsvType.String)]
    [InlineData("NA null", CsvType.String)]
    [InlineData("", CsvType.String)]
    public void The_type_of_a_column_is_found(string fields, CsvType expected)
    {
        string text = "x\n" + string.Concat(fields.Split(' ').Select(field => $"\"{field}\"\n"));
        Assert.Equal(expected, CsvTable.Parse(text)["x"].Type);
    }

    [Fact]
    public void Columns_become_tensors()
    {
        CsvTable table = CsvTable.Parse("age,height,student,name\n31,1.75,true,Ada\n42,,false,\"Grace, H.\"\n 7 , 1.2,TRUE,Ada\n");
        Assert.Equal(3, table.RowCount);
        Assert.Equal(["age", "height", "student", "name"], table.Columns.Select(column => column.Name));
        Assert.Equal([31L, 42, 7], table["age"].ToTensor().ToArray<long>());
        Assert.Equal([1.75, double.NaN, 1.2], table["height"].ToTensor().ToArray<double>());
        Assert.Equal([true, false, true], table["student"].ToTensor().ToArray<bool>());
        Assert.Equal(["Ada", "Grace, H.", "Ada"], table["name"].AsSpan<string>().ToArray());
        Assert.Equal([31f, 42, 7], table["age"].ToTensor(Dtype.Float32).ToArray<float>());

        (IReadOnlyList<string> names, Tensor labels) = table["name"].Categories();
        Assert.Equal(["Ada", "Grace, H."], names);
        Assert.Equal([0L, 1, 0], labels.ToArray<long>());

        Tensor matrix = table.ToTensor(["height", "age"], Dtype.Float32);
        Assert.Equal([3, 2], matrix.Shape.ToArray());
        Assert.Equal([1.75f, 31, float.NaN, 42, 1.2f, 7], matrix.ToArray<float>());
        Assert.Equal(Dtype.Float64, table.ToTensor(["height", "age"]).Dtype);
        Assert.Equal(Dtype.Int64, table.ToTensor(["student", "age"]).Dtype);
        Assert.Equal(Dtype.Bool, table.ToTensor(["student"]).Dtype);
        Assert.Equal([3, 0], table.ToTensor([]).Shape.ToArray());

        Assert.Contains("\"age\", \"height\"", Assert.Throws<KeyNotFoundException>(() => table["weight"]).Message);
        Assert.Throws<InvalidOperationException>(() => table["name"].ToTensor());
        Assert.Throws<InvalidOperationException>(() => table["age"].AsSpan<double>());
        Assert.Throws<InvalidOperationException>(() => table["age"].Categories());
    }

    [Theory]
    [InlineData("x\n1\n2.5\n", CsvType.Int64, "a field of Int64 in line 3, column \"x\", found \"2.5\"")]
    [InlineData("x\n1\nNA\n", CsvType.Int64, "line 3, column \"x\", found none (\"NA\")")]
    [InlineData("x\n1\nNA\n", CsvType.Float64, null)]
    [InlineData("x\n1\nz\n", CsvType.Float64, "\"z\"")]
    [InlineData("x\ntrue\n1\n", CsvType.Bool, "\"1\"")]
    [InlineData("x\ntrue\n\"\"\n", CsvType.Bool, "none")]
    [InlineData("x\n1\nNA\n", CsvType.String, null)]
    public void A_given_type_is_kept_or_the_line_named(string text, CsvType type, string? expected)
    {
        var options = new CsvOptions { Types = new Dictionary<string, CsvType> { ["x"] = type } };
        string path = folder.Write("x.csv", System.Text.Encoding.UTF8.GetBytes(text));
        if (expected is null)
            Assert.Equal(type, CsvTable.Read(path, options)["x"].Type);
        else
            Assert.Contains($"{path}: expected ", Assert.Throws<DatasetFormatException>(() => CsvTable.Read(path, options)).Message);
        if (expected is not null)
            Assert.Contains(expected, Assert.Throws<DatasetFormatException>(() => CsvTable.Read(path, options)).Message);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "2 fields in line 3, found 1")]
    [InlineData("a,b\n1,2,3\n", "2 fields in line 2, found 3")]
    [InlineData("a,a\n1,2\n", "\"a\" 2 times")]
    [InlineData("", "no row")]
    public void Tables_that_are_none_are_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<DatasetFormatException>(() => CsvTable.Parse(text)).Message);

    [Fact]
    public void A_table_may_be_without_a_header_and_a_type_without_its_column_not()
    {
        var options = new CsvOptions { HasHeader = false };
        CsvTable table = CsvTable.Parse("1,x\n2,y", options);
        Assert.Equal([1L, 2], table["0"].ToTensor().ToArray<long>());
        Assert.Equal(["x", "y"], table["1"].AsSpan<string>().ToArray());
        Assert.Equal(0, CsvTable.Parse("", options).RowCount);
        var unknown = new CsvOptions { Types = new Dictionary<string, CsvType> { ["b"] = CsvType.Bool } };
        Assert.Throws<ArgumentException>(() => CsvTable.Parse("a\n1", unknown));
        Assert.Equal(0, CsvTable.Parse("a,b\n")["a"].Count);
    }

    [Fact]
    public void The_countrys_way_to_write_numbers_has_no_part_in_it()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal([1.5], CsvTable.Parse("x\n1.5")["x"].ToTensor().ToArray<double>());
            Assert.Equal(CsvType.String, CsvTable.Parse("x;\n1,5;", new CsvOptions { Separator = ';' })["x"].Type);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Text columns of many rows share their texts, and nothing holds the file.</summary>
    [Fact]
    public void A_large_file_takes_the_memory_of_its_columns()
    {
        string path = folder["large.csv"];
        using (var writer = new StreamWriter(path))
        {
            writer.Write("id,label,comment\n");
            for (int i = 0; i < 100_000; i++)
                writer.Write($"{i},{(i % 7 == 0 ? "seven" : "other")},\"a longer text that is in every row\"\n");
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        CsvTable table = CsvTable.Read(path);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(100_000, table.RowCount);
        Assert.Equal(99_999, table["id"].AsSpan<long>()[^1]);
        // Three columns of 8 bytes a row, which grow by doubling: 2 to 4 times that. The text alone is 5 MB, twice that as characters.
        Assert.InRange(bytes, 0, 12 << 20);
    }
}
