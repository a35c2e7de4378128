using System.Buffers.Binary;
using NativeTorch.Logging;

namespace NativeTorch.FormatFuzz.Targets;

sealed class EventFileTarget : FuzzTarget
{
    public override string Name => "tfevents";

    public override string Extension => ".tfevents";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Made(_ => { });
        yield return Made(writer => writer.AddScalar("loss", 0.5, 3));
        yield return Made(writer =>
        {
            writer.AddScalar("loss", 0.5, 3, newStyle: true, doublePrecision: true);
            writer.AddHistogram("weights", Torch.Arange(20).To(Dtype.Float32), bins: 4);
            writer.AddText("note", "grün");
            writer.AddImage("picture", Torch.Zeros([1, 3, 3], Dtype.UInt8));
            writer.AddPrCurve("curve", Torch.Ones(2), Torch.Ones(2), numThresholds: 3);
            writer.AddGraph(Autograd.Graph(Torch.Ones([2], requiresGrad: true).Sum()));
        });
        // As TensorFlow 2 and PyTorch write: a tensor by its bytes, a session that starts.
        yield return Records(
            "0900002040fc54d94110022a2c0a2a0a01614212080112041202080222080000803f000000404a110a0d0a077363616c617273120208002001",
            "0900002040fc54d94110033a020801");
    }

    public override void Read(string path)
    {
        foreach (LoggedEvent e in EventFile.Read(path))
            foreach (LoggedValue value in e.Values)
                _ = value.ToString();
        _ = EventFile.ReadScalars(path);
    }

    public override bool Expects(Exception exception) => exception is EventFileFormatException;

    /// <summary>Checksums that are right, for as many records as the lengths lead to.</summary>
    public override byte[] Repair(byte[] file)
    {
        for (long at = 0; at + EventRecord.HeaderSize + EventRecord.FooterSize <= file.Length;)
        {
            Span<byte> header = file.AsSpan((int)at, EventRecord.HeaderSize);
            BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(ulong)..], EventRecord.Checksum(header[..sizeof(ulong)]));
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            at += EventRecord.HeaderSize;
            if (length > (ulong)(file.Length - at - EventRecord.FooterSize))
                break;
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan((int)(at + (long)length)),
                EventRecord.Checksum(file.AsSpan((int)at, (int)length)));
            at += (long)length + EventRecord.FooterSize;
        }
        return file;
    }

    static byte[] Made(Action<SummaryWriter> add)
    {
        string folder = Directory.CreateTempSubdirectory("format-fuzz-events-").FullName;
        try
        {
            using (var writer = new SummaryWriter(folder))
                add(writer);
            return File.ReadAllBytes(Directory.GetFiles(folder)[0]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static byte[] Records(params string[] events)
    {
        using var file = new MemoryStream();
        foreach (string hex in events)
            EventRecord.Write(file, Convert.FromHexString(hex));
        return file.ToArray();
    }
}
