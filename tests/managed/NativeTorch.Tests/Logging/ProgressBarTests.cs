using NativeTorch.Data;
using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>Progress bars: what is drawn, how often, and that log files hold none.</summary>
public sealed class ProgressBarTests
{
    readonly ManualTime clock = new(DateTimeOffset.UnixEpoch);
    readonly StringWriter output = new() { NewLine = "\n" };

    ProgressOptions Options => new() { Output = output, IsTerminal = true, Width = 81, TimeProvider = clock };

    [Fact]
    public void The_line_says_how_far_and_how_fast()
    {
        using var bar = new ProgressBar("epoch 1", 200, Options with { SamplesPerStep = 64 });
        Assert.Equal("epoch 1:   0%|" + new string(' ', 80 - 14 - 40) + "| 0/200 [00:00 < ?, ? it/s, ? samples/s]", Last());
        bar.Report(0.123456);
        bar.Report("accuracy", 0.5);
        clock.Advance(10);
        bar.Step(50);
        Assert.Equal("epoch 1:  25% 50/200 [00:10 < 00:30, 5.00 it/s, 320 samples/s, loss 0.1235, accuracy 0.5]"[..80], Last());
        Assert.Equal((50, TimeSpan.FromSeconds(10)), (bar.Done, bar.Elapsed));
    }

    [Theory]
    [InlineData(0, 8, 12, "        ")]
    [InlineData(1, 64, 12, "▏       ")]
    [InlineData(20, 64, 12, "██▌     ")]
    [InlineData(64, 64, 12, "████████")]
    [InlineData(99, 64, 12, "████████")]
    public void The_bar_fills_in_eighths(long done, long total, int seconds, string bar)
    {
        var state = new ProgressState("", done, total, TimeSpan.FromSeconds(seconds), 1, "it", 0, "");
        string rest = ProgressLine.WithoutBar(state);
        Assert.Contains($"|{bar}|", ProgressLine.Of(state, rest.Length + 10));
    }

    [Fact]
    public void A_narrow_terminal_has_no_bar_and_no_second_line()
    {
        var state = new ProgressState("training", 5, 10, TimeSpan.FromHours(30), 0.25, "it", 0, ", loss 1");
        Assert.Equal("training:  50% 5/10 [30:00:00 < 00:20, 4.00 s/it, loss 1]", ProgressLine.Of(state, 60));
        Assert.Equal("training:  50% 5/10 [30:0", ProgressLine.Of(state, 25));
        Assert.Equal("training: 5 it [30:00:00, 4.00 s/it, loss 1]", ProgressLine.Of(state with { Total = null }, 100));
    }

    [Fact]
    public void It_is_drawn_at_most_ten_times_a_second()
    {
        using var bar = new ProgressBar("x", 1000, Options);
        for (int i = 0; i < 1000; i++)
        {
            clock.Advance(0.001);
            bar.Step();
        }
        int drawn = output.ToString().Count(c => c == '\r');
        Assert.InRange(drawn, 9, 11);
    }

    [Fact]
    public void A_shorter_line_covers_the_longer_one()
    {
        using (var bar = new ProgressBar("x", options: Options))
        {
            bar.Report("a long name of something", 1);
            clock.Advance(1);
            bar.Step();
            int length = Last().Length;
            bar.Report("a long name of something", 1e-9);
            bar.WriteLine("hello");
            Assert.Contains("\r" + new string(' ', length) + "\rhello\n", output.ToString());
        }
        Assert.EndsWith("\n\e[?25h", output.ToString());
    }

    [Fact]
    public void The_cursor_is_hidden_and_comes_back()
    {
        var bar = new ProgressBar("x", 3, Options);
        Assert.StartsWith("\e[?25l", output.ToString());
        Assert.DoesNotContain("\e[?25h", output.ToString());
        bar.Step(3);
        bar.Dispose();
        bar.Dispose();
        bar.Step();
        Assert.EndsWith("3/3 [00:00, ? it/s]\n\e[?25h", output.ToString().Replace("3000000000 it/s", "? it/s"));
    }

    [Fact]
    public void One_that_does_not_stay_leaves_an_empty_line()
    {
        new ProgressBar("x", 3, Options with { Leave = false }).Dispose();
        Assert.Matches(@"\r +\r\e\[\?25h$", output.ToString());
    }

    [Fact]
    public void Where_there_is_no_terminal_nothing_is_written_but_a_line_that_was_asked_for()
    {
        foreach (bool finalLine in new[] { false, true })
        {
            using (var bar = new ProgressBar("epoch 1", 4, Options with { IsTerminal = null, FinalLine = finalLine }))
            {
                for (int i = 0; i < 4; i++)
                {
                    clock.Advance(1);
                    bar.Step();
                }
                bar.Report(0.25);
            }
            Assert.Equal(finalLine ? "epoch 1: 100% 4/4 [00:04, 1.00 it/s, loss 0.25]\n" : "", output.ToString());
        }
    }

    [Fact]
    public void A_loop_steps_for_itself_and_its_bar_ends_with_it()
    {
        var progress = new[] { 1, 2, 3, 4 }.WithProgress("loop", options: Options);
        Assert.Equal([1, 2, 3, 4], progress);
        Assert.Contains("4/4", Last());
        foreach (int i in progress)
        {
            progress.Report(i);
            clock.Advance(1);
            if (i == 3)
                break;
        }
        Assert.Contains("2/4", Last());
        Assert.Contains("loss 3", Last());
        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (int i in progress)
                throw new InvalidOperationException();
        });
        Assert.EndsWith("\e[?25h", output.ToString());
        progress.Report(5); // no loop, no bar
    }

    [Fact]
    public void A_loader_shows_samples_in_a_second()
    {
        var loader = new DataLoader(new TensorDataset(Torch.Arange(10)), batchSize: 5);
        foreach (var batch in loader.WithProgress("data", Options))
            clock.Advance(1);
        Assert.Contains("2/2 [00:02, 1.00 it/s, 5.00 samples/s]", Last());
    }

    [Fact]
    public void An_unknown_number_of_steps_has_no_percentage()
    {
        foreach (int i in Naturals().Take(3).WithProgress(options: Options with { Unit = "file" }))
            clock.Advance(2);
        Assert.Contains("3 file [00:06, 2.00 s/file]", Last());

        static IEnumerable<int> Naturals()
        {
            for (int i = 0; ; i++)
                yield return i;
        }
    }

    [Fact]
    public void Threads_step_and_report_at_the_same_time()
    {
        using var bar = new ProgressBar("x", 40_000, Options with { TimeProvider = TimeProvider.System });
        Parallel.For(0, 4, thread =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                bar.Report($"thread{thread}", i);
                bar.Step();
            }
        });
        Assert.Equal(40_000, bar.Done);
    }

    string Last() => output.ToString().Split('\r')[^1].Replace("\e[?25h", "").TrimEnd();
}
