namespace NativeTorch.IO.TorchFiles;

/// <summary>Reads what torch.save wrote, in whichever form: a zip archive, or the pickles of before PyTorch 1.6.</summary>
static class TorchFileReader
{
    /// <summary>The value that was saved: the types of <see cref="Pickle.PickleReader"/>, and tensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapLocation">Gives the device for a location such as "cuda:0"; null for the location itself.</param>
    public static object? Read(string path, Func<string, Device?>? mapLocation)
    {
        // The caller's mode is not that of the tensors that are made here.
        using var grad = Torch.EnableGrad();
        var locations = new LocationMap(path, mapLocation);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        Span<byte> start = stackalloc byte[262];
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..count];
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
            return ZipForm.Read(path, locations);
        if (start.EndsWith("ustar"u8))
            throw new CheckpointFormatException(path, "it is a tar archive, as PyTorch wrote before 0.1.10, which is not supported: "
                + "load it in PyTorch and save it again");
        file.Position = 0;
        return LegacyForm.Read(file, path, locations);
    }
}
