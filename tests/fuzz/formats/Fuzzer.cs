using System.Diagnostics;

namespace NativeTorch.FormatFuzz;

/// <summary>Gives damaged files to a reader and watches what it does with exceptions, memory, time and other files.</summary>
sealed class Fuzzer : IDisposable
{
    /// <summary>The folder that a reader may write into, inside of one that is watched.</summary>
    public const string FolderName = "inside";

    /// <summary>What a reader may allocate for a file of at most 64 KB: managed and native bytes.</summary>
    const long MostBytes = 256L << 20;

    static readonly TimeSpan longest = TimeSpan.FromSeconds(10);

    readonly string watched = Directory.CreateDirectory(Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"format-fuzz-{Guid.NewGuid():N}")).FullName;

    readonly string folder;

    /// <summary>A fuzzer with a folder of its own, in memory where the system has such.</summary>
    public Fuzzer() => folder = Directory.CreateDirectory(Path.Combine(watched, FolderName)).FullName;

    /// <summary>Runs <paramref name="count"/> damaged files; returns how many were read and refused.</summary>
    /// <exception cref="FuzzFailure">A reader did something else with one.</exception>
    public (long Read, long Refused) Run(FuzzTarget target, long count, int seed)
    {
        byte[][] seeds = [.. target.Seeds()];
        foreach (byte[] file in seeds)
            if (!Try(target, file))
                throw new FuzzFailure(target, file, "a file that is right was refused", null);
        var mutator = new Mutator(seeds, seed);
        long read = 0;
        for (long i = 0; i < count; i++)
            read += Try(target, target.Repair(mutator.Next())) ? 1 : 0;
        return (read, count - read);
    }

    /// <summary>Whether the reader took the file.</summary>
    bool Try(FuzzTarget target, byte[] file)
    {
        string path = Path.Combine(folder, "input" + target.Extension);
        File.WriteAllBytes(path, file);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        NativeBytes.ResetPeak();
        long native = NativeBytes.Allocated, start = Stopwatch.GetTimestamp();
        bool taken = true;
        try
        {
            using var scope = new TensorScope();
            target.Read(path);
        }
        catch (Exception e) when (target.Expects(e))
        {
            taken = false;
        }
        catch (Exception e)
        {
            throw new FuzzFailure(target, file, $"{e.GetType()}: {e.Message}", e);
        }
        if (Stopwatch.GetElapsedTime(start) > longest)
            throw new FuzzFailure(target, file, $"it took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} seconds", null);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - allocated + NativeBytes.Peak - native;
        if (bytes > MostBytes)
            throw new FuzzFailure(target, file, $"{bytes} bytes were allocated", null);
        ExpectNothingOutside(target, file, path);
        return taken;
    }

    void ExpectNothingOutside(FuzzTarget target, byte[] file, string path)
    {
        if (Directory.EnumerateFileSystemEntries(watched).FirstOrDefault(entry => entry != folder) is { } outside)
            throw new FuzzFailure(target, file, $"{outside} was written", null);
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else if (entry != path)
                File.Delete(entry);
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(watched, recursive: true);
}
