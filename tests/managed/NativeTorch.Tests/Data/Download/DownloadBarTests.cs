using NativeTorch.Data;
using NativeTorch.Logging;

namespace NativeTorch.Tests.Data;

/// <summary>A bar for each file that is downloaded.</summary>
public class DownloadBarTests
{
    static readonly Uri here = new("http://here/"), there = new("http://there/");

    static string Draw(bool isTerminal, params (string File, Uri Source, long Bytes, long? Total)[] news)
    {
        using var output = new StringWriter();
        using (var bar = new DownloadBar(new ProgressOptions { Output = output, IsTerminal = isTerminal, Width = 100 }))
            foreach (var (file, source, bytes, total) in news)
                bar.Report(new(file, source, bytes, total));
        return output.ToString();
    }

    [Fact]
    public void Each_file_and_each_mirror_has_a_bar()
    {
        string drawn = Draw(isTerminal: true, ("data/a.gz", here, 0, 5000), ("data/a.gz", here, 2048, 5000), ("data/a.gz", there, 0, 5000),
            ("data/a.gz", there, 5000, 5000), ("data/b.gz", there, 3000, null));
        string[] lines = [.. drawn.Split('\r', '\n').Where(line => line.Contains("KB"))];
        Assert.Contains(lines, line => line.Contains("a.gz:  40%") && line.Contains(" 2/5 "));
        Assert.Contains(lines, line => line.Contains("a.gz: 100%") && line.Contains(" 5/5 "));
        Assert.Contains(lines, line => line.Contains("b.gz: 2 KB"));
    }

    [Fact]
    public void Nothing_is_written_where_no_terminal_is() =>
        Assert.Equal("", Draw(isTerminal: false, ("a", here, 0, 5000), ("a", here, 5000, 5000)));
}
