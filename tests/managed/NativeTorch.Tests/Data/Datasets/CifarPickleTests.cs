using NativeTorch.Data;
using NativeTorch.IO;

namespace NativeTorch.Tests.Data;

/// <summary>CIFAR's Python files, made by Python on the spot and read by torchvision too.</summary>
public sealed class CifarPickleTests : IDisposable
{
    // Files of the official form, with whatever pixels, and torchvision without their checksums.
    const string Make = """
        import os, pickle, sys, tarfile
        import numpy, torchvision
        root, name, protocol = sys.argv[1], sys.argv[2], int(sys.argv[3])
        random = numpy.random.RandomState(1)
        def write(file, value):
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb") as f: pickle.dump(value, f, protocol)
        def images(count): return random.randint(0, 256, (count, 3072)).astype(numpy.uint8)
        if name == "CIFAR10":
            kind, folder = torchvision.datasets.CIFAR10, os.path.join(root, "cifar-10-batches-py")
            for i in range(1, 6):
                write(f"{folder}/data_batch_{i}", {"batch_label": f"training batch {i} of 5", "labels": random.randint(0, 10, 4).tolist(),
                    "data": images(4), "filenames": ["x.png"] * 4})
            write(f"{folder}/test_batch", {"labels": [9, 0], "data": images(2)})
            write(f"{folder}/batches.meta", {"num_cases_per_batch": 4, "label_names": [f"name {i}" for i in range(10)], "num_vis": 3072})
        else:
            kind, folder = torchvision.datasets.CIFAR100, os.path.join(root, "cifar-100-python")
            for part, count in ("train", 6), ("test", 3):
                write(f"{folder}/{part}", {"filenames": ["x.png"] * count, "fine_labels": random.randint(0, 100, count).tolist(),
                    "coarse_labels": random.randint(0, 20, count).tolist(), "data": images(count)})
            write(f"{folder}/meta", {"fine_label_names": [f"fine {i}" for i in range(100)],
                "coarse_label_names": [f"coarse {i}" for i in range(20)]})
        class Unchecked(kind):
            train_list = [[file, None] for file, _ in kind.train_list]
            test_list = [[file, None] for file, _ in kind.test_list]
            meta = {**kind.meta, "md5": None}
        data = Unchecked(root)
        print(",".join(map(str, data.data.transpose(0, 3, 1, 2).flatten().tolist())))
        print(",".join(map(str, data.targets)))
        print(",".join(data.classes))
        with tarfile.open(os.path.join(root, kind.filename), "w:gz") as tar:
            tar.add(folder, os.path.basename(folder))
        """;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("CIFAR10", 0)]
    [InlineData("CIFAR10", 2)]
    [InlineData("CIFAR10", 5)]
    [InlineData("CIFAR100", 2)]
    [InlineData("CIFAR100", 4)]
    public void Pickles_and_their_archive_are_read_as_torchvision_reads_them(string name, int protocol)
    {
        string[] expected = TorchPython.Run("torchvision", Make, folder.Path, name, $"{protocol}").TrimEnd().Split('\n');
        for (int pass = 0; pass < 2; pass++)
        {
            LabeledImages found = name == "CIFAR10" ? Cifar10.Load(folder.Path, train: true) : Cifar100.Load(folder.Path, train: true);
            Assert.Equal(expected[0].Split(',').Select(byte.Parse), found.Images.ToArray<byte>());
            Assert.Equal(expected[1].Split(',').Select(long.Parse), found.Labels.ToArray<long>());
            Assert.Equal(expected[2].Split(','), found.Classes);
            Assert.True(name == "CIFAR10" ? Cifar10.IsIn(folder.Path) : Cifar100.IsIn(folder.Path));
            if (name == "CIFAR100")
                Assert.Equal("coarse 19", Cifar100.Load(folder.Path, train: false, coarse: true).Classes[19]);
            // The second time from the archive.
            if (pass == 0)
                Directory.Delete(folder[name == "CIFAR10" ? "cifar-10-batches-py" : "cifar-100-python"], recursive: true);
        }
    }

    [Fact]
    public void A_pickle_that_calls_something_is_refused_and_calls_nothing()
    {
        string trace = folder["trace"];
        string path = folder.Write("test_batch", System.Text.Encoding.ASCII.GetBytes($"cposix\nsystem\n(S'touch {trace}'\ntR."));
        var error = Assert.Throws<DatasetFormatException>(() => Cifar10.Load(folder.Path, train: false));
        Assert.Equal(path, error.FilePath);
        Assert.Equal("posix.system", Assert.IsType<UnsafePickleException>(error.InnerException).Global);
        Assert.False(File.Exists(trace));
    }

    [Theory]
    [InlineData("N.", "a pickled dict, found None")]
    [InlineData("(lp0\n.", "a pickled dict, found a list of 0")]
    [InlineData("(dp0\n.", "\"data\", an array (N, 3072) of uint8, found None")]
    [InlineData("(dp0\nS'data'\nI5\ns.", "\"data\", an array (N, 3072) of uint8, found 5")]
    [InlineData("(dp0\nS'data'\n", "ends")]
    [InlineData("", "ends")]
    public void Pickles_of_something_else_are_refused(string pickle, string expected)
    {
        string path = folder.Write("test_batch", System.Text.Encoding.ASCII.GetBytes(pickle));
        string message = Assert.Throws<DatasetFormatException>(() => Cifar10.Load(folder.Path, train: false)).Message;
        Assert.Contains(expected, message);
        Assert.Contains(path, message);
    }

    [Theory]
    [InlineData("I9\na", null)]
    [InlineData("I10\na", "labels from 0 to 9 in \"labels\", found 10 at position 0")]
    [InlineData("I-1\na", "found -1")]
    [InlineData("S'cat'\na", "\"cat\" at position 0")]
    [InlineData("", "a list of 1 labels, found 0")]
    [InlineData("I1\naI2\na", "a list of 1 labels, found 2")]
    public void Labels_are_checked(string labels, string? expected)
    {
        const string Array = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(I1\nI3072\ntcnumpy\ndtype\n"
            + "(S'u1'\nI0\nI1\ntR(I3\nS'|'\nNNNI-1\nI-1\nI0\ntbI00\nS'";
        string pickle = $"(dS'data'\n{Array}{new string('x', 3072)}'\ntbsS'labels'\n(l{labels}s.";
        folder.Write("test_batch", System.Text.Encoding.ASCII.GetBytes(pickle));
        if (expected is null)
            Assert.Equal([9L], Cifar10.Load(folder.Path, train: false).Labels.ToArray<long>());
        else
            Assert.Contains(expected, Assert.Throws<DatasetFormatException>(() => Cifar10.Load(folder.Path, train: false)).Message);
    }
}
