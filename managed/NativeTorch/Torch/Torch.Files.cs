using NativeTorch.IO;
using NativeTorch.IO.TorchFiles;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Writes tensors, numbers, texts and containers of them, as <c>torch.load</c> and <see cref="Load(string, Device?)"/>
    /// read them. What was at <paramref name="path"/> is there until the new file is whole and on the disk.</summary>
    /// <param name="value">A state dict, or null, a bool, a number, a text, a <c>byte[]</c>, a <see cref="NativeTorch.Tensor"/>,
    /// <see cref="Dtype"/> or <see cref="Device"/>; an optimizer's or a scheduler's state dict; a dictionary, a tuple, or any
    /// other collection, which becomes
    /// a list, of such values; or what <see cref="Load(string, Device?)"/> gave. A dictionary of tensors becomes an OrderedDict.</param>
    /// <param name="path">The file.</param>
    /// <remarks>PyTorch: <c>torch.save</c>. Tensors that share memory share it in the file, and are written as they lie; of a storage,
    /// what none of them shows is left out. A tensor that requires a gradient, or is a <see cref="NN.Parameter"/>, is one again when
    /// it is read. PyTorch reads all of this, and state dicts of modules also with <c>weights_only=True</c>; with that, PyTorch 1
    /// reads no floats, bytes or dtypes of anybody.
    /// <code>
    /// Torch.Save(new Dictionary&lt;string, object?&gt; { ["model"] = model.StateDict(), ["epoch"] = 3 }, "checkpoint.pt");
    /// </code></remarks>
    /// <exception cref="ArgumentException">Something has no place in such a file; the message says where it is.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(object? value, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        TorchFileWriter.Write(path, value);
    }

    /// <summary>Reads a file that <c>torch.save</c> wrote, here or in Python: tensors, numbers, texts and containers of them.</summary>
    /// <param name="path">The file: of PyTorch 1.6 or later (zip), or earlier.</param>
    /// <param name="mapLocation">The device for all tensors; by default each goes to the one that it was saved from.</param>
    /// <remarks>PyTorch: <c>torch.load</c>. Nothing in the file is executed: what PyTorch's <c>weights_only=True</c> refuses is
    /// refused here too. The elements are compared with the file's checksums.
    /// <code>
    /// model.LoadStateDict(Torch.Load("checkpoint.pt")["model"].ToStateDict());
    /// </code></remarks>
    /// <exception cref="UnsafePickleException">It names functions or classes other than those of tensors and containers; so does a
    /// whole module.</exception>
    /// <exception cref="CheckpointFormatException">It is no whole file of this form, or has tensors of a kind that is not
    /// supported.</exception>
    /// <exception cref="DeviceMismatchException">A tensor was saved on a device that is not there.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CheckpointValue Load(string path, Device? mapLocation = null) => Load(path, _ => mapLocation);

    /// <summary>Reads a file that <c>torch.save</c> wrote, with each storage on a device of your choice.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapLocation">Gives the device for where a storage was saved from, "cpu" or "cuda:1"; null is that device
    /// itself.</param>
    /// <remarks>PyTorch: <c>torch.load</c>.</remarks>
    /// <inheritdoc cref="Load(string, Device?)" path="/exception"/>
    public static CheckpointValue Load(string path, Func<string, Device?> mapLocation)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(mapLocation);
        return new(path, TorchFileReader.Read(path, mapLocation));
    }

    /// <summary>Reads a file that holds a module's state dict, and nothing else.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapLocation">The device for all tensors; by default each goes to the one that it was saved from.</param>
    /// <remarks>PyTorch: <c>torch.load</c>.
    /// <code>
    /// Torch.Save(model.StateDict(), "model.pt");
    /// model.LoadStateDict(Torch.LoadStateDict("model.pt"));
    /// </code></remarks>
    /// <inheritdoc cref="Load(string, Device?)" path="/exception"/>
    public static OrderedDictionary<string, Tensor> LoadStateDict(string path, Device? mapLocation = null) =>
        Load(path, mapLocation).ToStateDict();
}
