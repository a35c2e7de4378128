using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using NativeTorch.Interop;

namespace NativeTorch.IO.SafeTensors;

/// <summary>One safetensors file whose numbers are where the tensors are: its pages are the tensors' memory.</summary>
/// <remarks>The mapping is private: what is written to a tensor goes to a copy of the page. It goes with the last tensor over it and this
/// object, whichever is later.</remarks>
sealed unsafe class SafetensorsMapping : IDisposable
{
    readonly string path;
    readonly SafeMemoryMappedViewHandle view;
    readonly byte* begin;

    SafetensorsMapping(string path, SafetensorsHeader header, SafeMemoryMappedViewHandle view, byte* begin)
    {
        (this.path, Header, this.view) = (path, header, view);
        this.begin = begin;
        Entries = header.Entries.ToDictionary(entry => entry.Name);
    }

    public SafetensorsHeader Header { get; }

    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    /// <exception cref="CheckpointFormatException">It is no whole file of this format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsMapping Open(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        var header = SafetensorsHeader.Read(file, path);
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.CopyOnWrite,
            HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor accessor = map.CreateViewAccessor(0, RandomAccess.GetLength(file), MemoryMappedFileAccess.CopyOnWrite);
        SafeMemoryMappedViewHandle view = accessor.SafeMemoryMappedViewHandle;
        return new(path, header, view, (byte*)view.DangerousGetHandle() + accessor.PointerOffset);
    }

    /// <summary>A tensor over the file's pages; a copy where its place does not suit its dtype, or its bytes are to become 0
    /// and 1.</summary>
    /// <exception cref="CheckpointFormatException">The dtype is not supported.</exception>
    public Tensor Get(SafetensorsEntry entry)
    {
        Dtype dtype = entry.Dtype(path);
        byte* data = begin + entry.Begin;
        if (entry.Bytes > 0 && dtype != Dtype.Bool && (nint)data % dtype.ItemSize == 0)
            return ForeignMemory.Share(view, data, entry.Bytes, entry.Shape, dtype);
        Tensor copy = Torch.Empty(entry.Shape, dtype);
        bool added = false;
        view.DangerousAddRef(ref added); // so that Dispose on another thread does not unmap what is being copied
        try
        {
            using var self = new TensorRef(copy);
            var to = (byte*)copy.Info().Data;
            Buffer.MemoryCopy(data, to, entry.Bytes, entry.Bytes);
            if (dtype == Dtype.Bool)
                TensorBytes.ToBools(to, entry.Bytes);
        }
        finally
        {
            view.DangerousRelease();
        }
        return copy;
    }

    public void Dispose() => view.Dispose();
}
