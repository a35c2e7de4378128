using NativeTorch.Logging;

namespace NativeTorch.Tests.Logging;

/// <summary>Event files read back, and all the ways in which one can be damaged.</summary>
public sealed class EventFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("nativetorch-events-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_checksum_is_masked_CRC_32C()
    {
        Assert.Equal(0xE3069283, RecordFile.Crc32C("123456789"u8)); // the polynomial's check value
        for (int length = 0; length < 40; length++)
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            Assert.Equal(RecordFile.Masked(bytes), EventRecord.Checksum(bytes));
        }
    }

    [Fact]
    public void Each_kind_of_value_is_read_back()
    {
        var time = new DateTimeOffset(2026, 11, 23, 2, 0, 0, 500, TimeSpan.Zero);
        Tensor picture = Torch.Arange(60).To(Dtype.UInt8).View(3, 4, 5);
        string path;
        using (var writer = new SummaryWriter(folder))
        {
            path = writer.FilePath;
            writer.AddScalar("scalar", 1.5, -3, time);
            writer.AddScalar("double", 0.1, long.MaxValue, time, newStyle: true, doublePrecision: true);
            writer.AddHistogram("histogram", Torch.Tensor([1.0, 2, 2]), bins: 2);
            writer.AddImage("picture", picture);
            writer.AddText("text", "grün\n");
            writer.AddPrCurve("curve", Torch.Tensor([1.0, 0]), Torch.Tensor([1.0, 0.5]), numThresholds: 3);
        }
        LoggedEvent[] events = [.. EventFile.Read(path)];
        Assert.Equal((time, -3, "scalar", 1.5), (events[1].Time, events[1].Step, events[1].Values[0].Tag, events[1].Values[0].Scalar));
        Assert.Equal((long.MaxValue, 0.1, "scalars"), (events[2].Step, events[2].Values[0].Scalar, events[2].Values[0].PluginName));
        LoggedHistogram histogram = events[3].Values[0].Histogram!;
        Assert.Equal((1, 2, 3, 5, 9), (histogram.Min, histogram.Max, histogram.Count, histogram.Sum, histogram.SumSquares));
        Assert.Equal([1, 1.5, 2], histogram.BucketLimits);
        Assert.Equal([0, 1, 2], histogram.BucketCounts);
        Assert.Equal(picture.Permute(1, 2, 0).Contiguous().ToArray<byte>(), Data.PlainPng.Read(events[4].Values[0].File!).Pixels);
        Assert.Equal(("text/text_summary", "text"), (events[5].Values[0].Tag, events[5].Values[0].PluginName));
        Assert.Equal("grün\n"u8.ToArray(), Assert.Single(events[5].Values[0].Tensor!.Texts));
        Assert.Equal([6, 3], events[6].Values[0].Tensor!.Shape);
        Assert.Equal([1, 1, 1], events[6].Values[0].Tensor!.Numbers.Take(3));
    }

    [Theory]
    [InlineData("uint8 CHW", "CHW", 3)]
    [InlineData("float HWC", "HWC", 3)]
    [InlineData("grey HW", "HW", 3)]
    [InlineData("alpha CHW", "CHW", 4)]
    [InlineData("bool CHW", "CHW", 3)]
    public void A_picture_has_the_bytes_of_its_values(string kind, string format, int channels)
    {
        byte[] bytes = [.. Enumerable.Range(0, 2 * 3 * channels).Select(i => (byte)(11 * i))];
        Tensor image = Torch.Tensor<byte>(bytes.AsSpan(), [2, 3, channels]), given = kind switch
        {
            "uint8 CHW" or "alpha CHW" => image.Permute(2, 0, 1),
            "float HWC" => (image.To(Dtype.Float32) + 0.5) / 255,
            "bool CHW" => image.Permute(2, 0, 1).Gt(100),
            _ => image.Select(2, 0),
        };
        byte[] expected = kind switch
        {
            "grey HW" => [.. bytes.Where((_, i) => i % channels == 0).SelectMany(b => new[] { b, b, b })],
            "bool CHW" => [.. bytes.Select(b => b > 100 ? (byte)255 : (byte)0)],
            _ => bytes,
        };
        using (var writer = new SummaryWriter(folder))
            writer.AddImage("picture", given, dataformats: format);
        byte[] file = EventFile.Read(Directory.GetFiles(folder)[0]).Last().Values[0].File!;
        Data.PlainPng.Picture read = Data.PlainPng.Read(file);
        Assert.Equal((3, 2, channels), (read.Width, read.Height, read.Channels));
        Assert.Equal(expected, read.Pixels);
    }

    [Fact]
    public void A_damaged_file_says_where_and_what_is_wrong()
    {
        string path;
        using (var writer = new SummaryWriter(folder))
        {
            path = writer.FilePath;
            writer.AddScalar("a", 1, 1);
        }
        byte[] whole = File.ReadAllBytes(path);
        int second = whole.Length - 40;
        while (BitConverter.ToUInt64(whole, second) != (ulong)(whole.Length - second - 16))
            second++;
        foreach ((int at, string problem) in new[] { (second, "length"), (second + 9, "length"), (second + 14, "a record is wrong"),
            (whole.Length - 1, "a record is wrong") })
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 4;
            ExpectProblem(damaged, second, problem);
        }
        foreach (int length in new[] { second + 3, second + 12, whole.Length - 1 })
        {
            ExpectProblem(whole[..length], second, "ends within");
            File.WriteAllBytes(path, whole[..length]);
            Assert.Single(EventFile.Read(path, allowUnfinished: true));
        }

        void ExpectProblem(byte[] file, int position, string problem)
        {
            File.WriteAllBytes(path, file);
            var error = Assert.Throws<EventFileFormatException>(() => EventFile.Read(path).Count());
            Assert.Equal((path, position), (error.FilePath, error.Position));
            Assert.Contains(problem, error.Problem);
        }
    }

    [Theory]
    [InlineData("10", "ends within a number")]
    [InlineData("0900", "ends 7 bytes before field 1")]
    [InlineData("2281", "ends within a number")]
    [InlineData("2AFFFFFFFFFFFFFFFFFF01", "bytes before field 5")]
    [InlineData("1a02c328", "not UTF-8")]
    [InlineData("00", "number 0")]
    [InlineData("0B", "wire type")]
    [InlineData("7B", "wire type 3")]
    [InlineData("09000000000000F8FF", "a time of")]
    [InlineData("10FFFFFFFFFFFFFFFFFFFFFF01", "ten bytes")]
    [InlineData("2a090a072a053203010203", "ends within a number")]
    public void A_record_that_is_no_event_says_so(string hex, string problem)
    {
        string path = Path.Combine(folder, "events.out.tfevents.1");
        using (FileStream file = File.Create(path))
            EventRecord.Write(file, Convert.FromHexString(hex));
        Assert.Contains(problem, Assert.Throws<EventFileFormatException>(() => EventFile.Read(path).Count()).Problem);
    }

    [Fact]
    public void A_length_that_lies_takes_no_memory()
    {
        string path = Path.Combine(folder, "events.out.tfevents.1");
        byte[] length = BitConverter.GetBytes(1L << 40);
        File.WriteAllBytes(path, [.. length, .. BitConverter.GetBytes(RecordFile.Masked(length)), 1, 2, 3, 4, 5]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("1099511627776 bytes", Assert.Throws<EventFileFormatException>(() => EventFile.Read(path).Count()).Problem);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void A_folder_without_event_files_has_no_numbers() => Assert.Throws<FileNotFoundException>(() => EventFile.ReadScalars(folder));
}
