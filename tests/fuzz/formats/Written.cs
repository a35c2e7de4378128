namespace NativeTorch.FormatFuzz;

/// <summary>Files that the library itself writes, as bytes.</summary>
static class Written
{
    public static byte[] By(Action<string> save)
    {
        string path = Path.GetTempFileName();
        try
        {
            save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
