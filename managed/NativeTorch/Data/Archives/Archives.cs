namespace NativeTorch.Data;

/// <summary>Archives as data sets are published in: zip, tar, tar.gz, and single files in gz.</summary>
public static class Archives
{
    /// <summary>Unpacks an archive into a folder, which is created. Which kind it is its content says.</summary>
    /// <remarks>
    /// Nobody has to vouch for the archive. Names that lead out of the folder or are there twice, links, devices and encrypted entries are
    /// refused, and so is content that is not what the archive says of it. All is unpacked into a folder of its own first and moved when
    /// it is whole, over files of the same name: an archive that is refused leaves nothing. Permissions and owners are not taken over.
    /// PyTorch: <c>torchvision.datasets.utils.extract_archive</c>.
    /// </remarks>
    /// <param name="path">The archive. One that ends in ".gz" and holds no tar becomes a file without that ending.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="maxBytes">The most bytes that may come out of it: by default 1 GiB, or 64 times the archive's size where that is
    /// more.</param>
    /// <param name="cancellationToken">Stops; nothing is left.</param>
    /// <exception cref="DatasetFormatException">It is no whole archive, or one that is not to be trusted; the message names the
    /// entry.</exception>
    /// <exception cref="IOException">The archive cannot be read, or a file cannot be written.</exception>
    public static void Unpack(string path, string folder, long? maxBytes = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(folder);
        ArchiveKind kind = ArchiveKinds.Of(path);
        using var unpacking = new Unpacking(path, folder, maxBytes ?? UsualBytes(new FileInfo(path).Length), cancellationToken);
        switch (kind)
        {
            case ArchiveKind.Zip:
                ZipUnpacking.Unpack(path, unpacking);
                break;
            case ArchiveKind.Gzip:
                using (Stream content = ArchiveKinds.Decompress(path))
                    unpacking.AddFile(Path.GetFileNameWithoutExtension(path), size: null, content);
                break;
            default:
                TarUnpacking.Unpack(path, kind == ArchiveKind.TarGzip, unpacking);
                break;
        }
        unpacking.Finish();
    }

    /// <summary>What comes out of an archive that is none to blow up a disk.</summary>
    internal static long UsualBytes(long archiveBytes) => Math.Max(1L << 30, 64 * archiveBytes);
}
