using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>A run's rows as text, Markdown, CSV, and where they are best.</summary>
public sealed class TrainingHistoryTests
{
    readonly TrainingHistory history = new();

    public TrainingHistoryTests()
    {
        history.Add(("epoch", 1), ("loss", 0.123456), ("note", "first"));
        history.Add(("epoch", 2), ("loss", 12), ("accuracy", 0.5));
        history.Add(("epoch", 10), ("accuracy", 0.25), ("note", "a|b, \"c\""));
    }

    [Fact]
    public void As_text_numbers_stand_to_the_right() => Assert.Equal(
        """
        epoch    loss  note      accuracy
            1  0.1235  first
            2      12                 0.5
           10          a|b, "c"      0.25

        """.ReplaceLineEndings("\n"), history.ToText());

    [Fact]
    public void Rows_can_be_left_out_but_the_last() => Assert.Equal("epoch\n    2\n   10\n", Single("epoch").ToText(every: 2));

    [Fact]
    public void As_Markdown_it_is_a_table() => Assert.Equal(
        """
        | epoch | loss | note      | accuracy |
        | ----: | ---: | --------- | -------: |
        |     1 | 0.12 | first     |          |
        |     2 |   12 |           |      0.5 |
        |    10 |      | a\|b, "c" |     0.25 |

        """.ReplaceLineEndings("\n"), history.ToMarkdown("G2"));

    [Fact]
    public void As_CSV_it_has_all_digits() =>
        Assert.Equal("epoch,loss,note,accuracy\n1,0.123456,first,\n2,12,,0.5\n10,,\"a|b, \"\"c\"\"\",0.25\n", history.ToCsv());

    [Fact]
    public void A_column_has_NaN_where_a_row_has_no_number()
    {
        Assert.Equal([0.123456, 12, double.NaN], history["loss"]);
        Assert.Contains("epoch, loss", Assert.Throws<KeyNotFoundException>(() => history["lost"]).Message);
        Assert.Throws<ArgumentException>(() => history.Add(("a", 1), ("a", 2)));
        Assert.Equal((3, 4), (history.Count, history.Columns.Count));
    }

    [Fact]
    public void The_best_row_is_that_of_the_smallest_or_largest_number()
    {
        Assert.Equal((0, 1, 1, -1),
            (history.Best("loss"), history.Best("loss", largest: true), history.Best("accuracy", largest: true), history.Best("note")));
    }

    [Fact]
    public void A_curve_goes_over_the_epochs()
    {
        string expected = new TrainingCurve(xLabel: "epoch", yLabel: "accuracy").Add("accuracy", [(1, double.NaN), (2, 0.5), (10, 0.25)])
            .ToSvg();
        Assert.Equal(expected, history.ToCurve("accuracy").ToSvg());
        Assert.Contains(">loss</text>", history.ToCurve().ToSvg());
        Assert.DoesNotContain(">note</text>", history.ToCurve().ToSvg());
    }

    TrainingHistory Single(string column)
    {
        var single = new TrainingHistory();
        foreach (double value in history[column])
            single.Add((column, value));
        return single;
    }

    [Fact]
    public void Nothing_is_an_empty_table() => Assert.Equal(("\n", "\n"), (new TrainingHistory().ToText(), new TrainingHistory().ToCsv()));
}
