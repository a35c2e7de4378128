using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>When events reach the file, under which names, and from which threads.</summary>
public sealed class SummaryWriterTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-events-").FullName;
    readonly ManualTime clock = new(new DateTimeOffset(2026, 11, 23, 2, 14, 54, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_named_as_TensorBoard_names_them_and_begins_with_the_version()
    {
        using var writer = new SummaryWriter(folder, filenameSuffix: ".x", timeProvider: clock);
        Assert.Matches($@"^events\.out\.tfevents\.{clock.GetUtcNow().ToUnixTimeSeconds()}\..+\.{Environment.ProcessId}\.\d+\.x$",
            Path.GetFileName(writer.FilePath));
        LoggedEvent first = Assert.Single(EventFile.Read(writer.FilePath));
        Assert.Equal(("brain.Event:2", clock.GetUtcNow(), 0), (first.FileVersion, first.Time, first.Step));
    }

    [Fact]
    public void Two_writers_in_one_folder_have_files_of_their_own()
    {
        using var one = new SummaryWriter(folder, timeProvider: clock);
        using var two = new SummaryWriter(folder, timeProvider: clock);
        Assert.NotEqual(one.FilePath, two.FilePath);
    }

    [Fact]
    public void The_default_folder_has_the_time_and_the_machines_name()
    {
        string before = Directory.GetCurrentDirectory();
        using var writer = new SummaryWriter(Path.Combine(folder, "x"), comment: "not used", timeProvider: clock);
        Assert.Equal(Path.Combine(folder, "x"), writer.LogDir);
        Assert.Equal(before, Directory.GetCurrentDirectory());
    }

    [Fact]
    public void Events_are_written_when_the_queue_is_full_or_the_time_is_over()
    {
        using var writer = new SummaryWriter(folder, maxQueue: 3, flushSecs: 5, timeProvider: clock);
        writer.AddScalar("a", 1);
        writer.AddScalar("a", 2);
        Assert.Equal(0, Count(writer));
        writer.AddScalar("a", 3);
        Assert.Equal(3, Count(writer));
        writer.AddScalar("a", 4);
        clock.Advance(4.9);
        Assert.Equal(3, Count(writer));
        clock.Advance(0.2);
        Assert.Equal(4, Count(writer));
        writer.AddScalar("a", 5);
        writer.Flush();
        Assert.Equal(5, Count(writer));
    }

    [Fact]
    public void After_Dispose_all_is_there_and_nothing_more_is_taken()
    {
        var writer = new SummaryWriter(folder, timeProvider: clock);
        writer.AddScalar("a", 1);
        writer.AddScalars("b/c", new Dictionary<string, double> { ["train"] = 1 });
        string path = writer.FilePath;
        writer.Dispose();
        writer.Dispose();
        Assert.Equal(2, EventFile.Read(path).Count());
        Assert.Throws<ObjectDisposedException>(() => writer.AddScalar("a", 2));
        Assert.Throws<ObjectDisposedException>(() => writer.AddScalars("new", new Dictionary<string, double> { ["x"] = 1 }));
    }

    [Fact]
    public void Threads_add_at_the_same_time_and_no_event_is_torn_or_lost()
    {
        const int Threads = 8, Each = 500;
        using (var writer = new SummaryWriter(folder, maxQueue: 7))
            Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
            {
                for (int step = 0; step < Each; step++)
                    writer.AddScalar($"thread{thread}", thread * step, step);
            });
        var scalars = EventFile.ReadScalars(folder);
        Assert.Equal(Threads, scalars.Count);
        for (int thread = 0; thread < Threads; thread++)
            Assert.Equal(Enumerable.Range(0, Each).Select(step => ((long)step, (double)(thread * step))), scalars[$"thread{thread}"]
                .Select(s => (s.Step, s.Value)));
    }

    [Fact]
    public void Several_scalars_of_a_chart_are_runs_of_their_own()
    {
        using (var writer = new SummaryWriter(folder, timeProvider: clock))
            for (int step = 0; step < 2; step++)
                writer.AddScalars("loss/all", new Dictionary<string, double> { ["train"] = step, ["test"] = 10 + step }, step);
        Assert.Equal(["loss_all_test", "loss_all_train"], Directory.GetDirectories(folder).Select(Path.GetFileName).Order());
        Assert.Equal([10, 11], EventFile.ReadScalars(Path.Combine(folder, "loss_all_test"))["loss/all"].Select(s => s.Value));
    }

    [Fact]
    public void A_run_that_goes_on_hides_what_it_does_again()
    {
        using (var crashed = new SummaryWriter(folder, timeProvider: clock))
            for (int step = 0; step < 5; step++)
                crashed.AddScalar("loss", step, step);
        clock.Advance(60);
        using (var resumed = new SummaryWriter(folder, purgeStep: 3, timeProvider: clock))
            resumed.AddScalar("loss", 30, 3);
        Assert.Equal([0, 1, 2, 30], EventFile.ReadScalars(folder)["loss"].Select(s => s.Value));
    }

    [Fact]
    public void Hyperparameters_are_numbers_texts_and_switches()
    {
        using (var writer = new SummaryWriter(folder, timeProvider: clock))
            writer.AddHParams(new Dictionary<string, LogValue> { ["lr"] = 0.1, ["layers"] = 3, ["optimizer"] = "sgd", ["nesterov"] = true },
                new Dictionary<string, double> { ["accuracy"] = 0.75 });
        string run = Assert.Single(Directory.GetDirectories(folder));
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds().ToString(), Path.GetFileName(run));
        LoggedEvent[] events = [.. EventFile.Read(Assert.Single(Directory.GetFiles(run)))];
        Assert.Equal(["_hparams_/experiment", "_hparams_/session_start_info", "_hparams_/session_end_info", "accuracy"],
            events.SelectMany(e => e.Values).Select(v => v.Tag));
        Assert.Equal(0.75, events[^1].Values[0].Scalar);
        using var other = new SummaryWriter(folder, timeProvider: clock);
        Assert.Throws<ArgumentException>(() =>
            other.AddHParams(new Dictionary<string, LogValue> { ["lr"] = 0.1 }, new Dictionary<string, double>(),
            new Dictionary<string, IReadOnlyList<LogValue>> { ["lr"] = ["high"] }));
        Assert.Throws<ArgumentException>(() =>
            other.AddHParams(new Dictionary<string, LogValue> { ["lr"] = default }, new Dictionary<string, double>()));
    }

    [Fact]
    public void What_cannot_be_shown_is_refused_and_leaves_the_file_as_it_is()
    {
        using var writer = new SummaryWriter(folder, maxQueue: 1, timeProvider: clock);
        Assert.Throws<ArgumentException>(() => writer.AddHistogram("h", Torch.Zeros(0)));
        Assert.Throws<ArgumentException>(() => writer.AddHistogram("h", Torch.Full([3], double.NaN), bins: 5));
        Assert.Throws<ArgumentException>(() => writer.AddHistogram("h", Torch.Zeros(3), bins: new[] { 1.0, 0 }));
        Assert.Throws<ArgumentException>(() => writer.AddHistogramRaw("h", 0, 1, 1, 1, 1, [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => writer.AddImage("i", Torch.Zeros(3, 4, 4), dataformats: "CHX"));
        Assert.Throws<ShapeMismatchException>(() => writer.AddImage("i", Torch.Zeros(3, 4), dataformats: "CHW"));
        Assert.Throws<ShapeMismatchException>(() => writer.AddImage("i", Torch.Zeros(5, 4, 4)));
        Assert.Throws<ShapeMismatchException>(() => writer.AddImages("i", Torch.Zeros(2, 4, 4, 4)));
        Assert.Throws<ShapeMismatchException>(() => writer.AddAudio("a", Torch.Zeros(2, 4)));
        Assert.Throws<ShapeMismatchException>(() => writer.AddPrCurve("p", Torch.Zeros(3), Torch.Zeros(4)));
        Assert.Throws<ShapeMismatchException>(() => writer.AddEmbedding(Torch.Zeros(3, 2), ["a", "b"]));
        Assert.Throws<ShapeMismatchException>(() => writer.AddScalar("s", Torch.Zeros(2)));
        Assert.Equal(0, Count(writer));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SummaryWriter(folder, maxQueue: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SummaryWriter(folder, flushSecs: 0));
    }

    [Fact]
    public void TensorFlows_buckets_take_NaN_and_infinity_and_count_the_rest()
    {
        using (var writer = new SummaryWriter(folder, timeProvider: clock))
            writer.AddHistogram("h", Torch.Tensor([double.NaN, double.PositiveInfinity, 1, 1, -2]));
        LoggedHistogram histogram = EventFile.Read(Directory.GetFiles(folder)[0]).Last().Values[0].Histogram!;
        Assert.Equal((5.0, 3.0), (histogram.Count, histogram.BucketCounts.Sum()));
    }

    static int Count(SummaryWriter writer) => EventFile.Read(writer.FilePath).Sum(e => e.Values.Count);
}
