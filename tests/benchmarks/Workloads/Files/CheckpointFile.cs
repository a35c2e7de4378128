using NativeTorch.Benchmarks.Protocol;
using NativeTorch.IO;

namespace NativeTorch.Benchmarks.Workloads.Files;

/// <summary>A safetensors file of random numbers, in memory where the system has files there, which goes with the process.</summary>
sealed class CheckpointFile
{
    static readonly DirectoryInfo folder = Make();

    public CheckpointFile(Parameters parameters)
    {
        (Tensors, Numel) = (parameters.Long("tensors"), parameters.Long("numel"));
        Path = System.IO.Path.Combine(folder.FullName, $"{Tensors}x{Numel}.safetensors");
        if (File.Exists(Path))
            return;
        using var scope = new TensorScope();
        Safetensors.Save(Path, Enumerable.Range(0, (int)Tensors).Select(i => KeyValuePair.Create($"{i}", Torch.Rand(Numel))));
    }

    public string Path { get; }

    public long Tensors { get; }

    public long Numel { get; }

    static DirectoryInfo Make()
    {
        string memory = "/dev/shm"; // what has just been written to a disk is on its way there while one measures
        DirectoryInfo made = Directory.Exists(memory)
            ? Directory.CreateDirectory(System.IO.Path.Combine(memory, $"checkpoints-{Guid.NewGuid():N}"))
            : Directory.CreateTempSubdirectory("checkpoints");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Delete(recursive: true);
        return made;
    }
}
