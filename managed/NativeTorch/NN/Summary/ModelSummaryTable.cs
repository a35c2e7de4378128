using System.Globalization;
using System.Text;

namespace NativeTorch.NN;

/// <summary>Prints a <see cref="ModelSummary"/>.</summary>
static class ModelSummaryTable
{
    static readonly string[] heads = ["Layer", "Class", "Output shape", "Parameters", "Mult-adds"];
    static readonly string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(ModelSummary summary)
    {
        string[][] lines = [heads, .. summary.Rows.Select(Cells)];
        int[] widths = [.. heads.Select((_, column) => lines.Max(line => line[column].Length))];
        string rule = new('-', widths.Sum() + 2 * (widths.Length - 1));
        var text = new StringBuilder().Append(Line(lines[0], widths)).Append('\n').Append(rule).Append('\n');
        foreach (string[] line in lines.Skip(1))
            text.Append(Line(line, widths)).Append('\n');
        text.Append(rule).Append('\n');
        foreach ((string name, string value) in Totals(summary))
            text.Append($"{name,-22}{value}\n");
        return text.ToString();
    }

    static string[] Cells(ModelSummaryRow row)
    {
        string name = $"{new string(' ', 2 * row.Depth)}{(row.Depth == 0 ? "model" : row.Name[(row.Name.LastIndexOf('.') + 1)..])}";
        if (row.SharedWith is not null)
            return [name, row.ClassName, $"the same as {row.SharedWith}", "-", "-"];
        string shape = row.IsUnused ? "not called" : row.OutputShape is { } known ? $"{known}" : "";
        return [name, row.ClassName, row.Calls > 1 ? $"{shape} x {row.Calls}" : shape, Number(row.Parameters),
            Number(row.MultiplyAdds, row.HasUnknownMultiplyAdds)];
    }

    static IEnumerable<(string Name, string Value)> Totals(ModelSummary summary)
    {
        yield return ("Parameters", Number(summary.Parameters));
        yield return ("  trainable", Number(summary.TrainableParameters));
        yield return ("  not trainable", Number(summary.NonTrainableParameters));
        yield return ("Multiply-adds", Number(summary.MultiplyAdds, summary.HasUnknownMultiplyAdds));
        yield return ("Inputs", Bytes(summary.InputBytes));
        yield return ("Parameters, buffers", Bytes(summary.ParameterBytes + summary.BufferBytes));
        yield return ("Outputs", Bytes(summary.ForwardBytes));
        yield return ("Estimated total", Bytes(summary.TotalBytes));
    }

    /// <summary>Names to the left, numbers to the right.</summary>
    static string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));

    static string Number(long number, bool isMore = false) =>
        number == 0 && isMore ? "?" : number.ToString("N0", CultureInfo.InvariantCulture) + (isMore ? " + ?" : "");

    static string Bytes(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.##} {units[unit]}");
    }
}
