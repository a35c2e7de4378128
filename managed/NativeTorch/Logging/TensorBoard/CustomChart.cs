namespace NativeTorch.Logging;

/// <summary>A chart of TensorBoard's "custom scalars" page: lines, or a line in a margin.</summary>
/// <remarks>PyTorch: the lists <c>["Multiline", tags]</c> and <c>["Margin", tags]</c> of <c>SummaryWriter.add_custom_scalars</c>.</remarks>
public sealed class CustomChart
{
    readonly string[] tags;
    readonly bool isMargin;

    CustomChart(string[] tags, bool isMargin) => (this.tags, this.isMargin) = (tags, isMargin);

    /// <summary>A line for each tag of scalars.</summary>
    /// <param name="tags">Tags, or regular expressions for tags.</param>
    public static CustomChart Multiline(params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return new CustomChart([.. tags], isMargin: false);
    }

    /// <summary>A line, between a lower and an upper one.</summary>
    /// <param name="value">The tag of the line.</param>
    /// <param name="lower">The tag of what is below.</param>
    /// <param name="upper">The tag of what is above.</param>
    public static CustomChart Margin(string value, string lower, string upper) => new([value, lower, upper], isMargin: true);

    // Chart: title = 1, multiline = 2 {tag = 1}, margin = 3 {series = 1 {value = 1, lower = 2, upper = 3}}
    internal ProtoWriter Write(string title)
    {
        ProtoWriter chart = new ProtoWriter().String(1, title);
        if (isMargin)
            return chart.Message(3, new ProtoWriter()
                .Message(1, new ProtoWriter().String(1, tags[0]).String(2, tags[1]).String(3, tags[2])));
        var lines = new ProtoWriter();
        foreach (string tag in tags)
            lines.String(1, tag);
        return chart.Message(2, lines);
    }
}
