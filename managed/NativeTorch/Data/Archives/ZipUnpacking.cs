using NativeTorch.IO;
using NativeTorch.IO.Zip;

namespace NativeTorch.Data;

/// <summary>Zip archives.</summary>
static class ZipUnpacking
{
    public static void Unpack(string path, Unpacking unpacking)
    {
        try
        {
            using ZipReader zip = ZipReader.Open(path, unpacking.MaxBytes);
            foreach (ZipEntry entry in zip.Entries)
                if (entry.IsSpecial)
                    throw unpacking.Wrong("files and folders", $"\"{entry.Name}\", a link, device or pipe");
                else if (entry.Name.EndsWith('/'))
                    unpacking.AddFolder(entry.Name);
                else
                    using (Stream content = zip.OpenRead(entry))
                        unpacking.AddFile(entry.Name, entry.Size, content);
        }
        catch (CheckpointFormatException e)
        {
            throw new DatasetFormatException(path, "a zip archive that can be unpacked", e.Message, e);
        }
    }
}
