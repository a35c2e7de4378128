namespace NativeTorch.Data;

/// <summary>Finds and reads the files of CIFAR-10 or -100 in whichever form is there.</summary>
/// <param name="site">Where the archives are published.</param>
/// <param name="kinds">For each kind of label, how many classes it has.</param>
/// <param name="forms">The forms, in the order in which they are looked for. The last one is what is downloaded: torchvision reads it
/// too.</param>
sealed class CifarFiles(string site, int[] kinds, params CifarForm[] forms)
{
    const int Side = 32, LargestFile = 1 << 28;

    /// <summary>The images, with one kind of label.</summary>
    public LabeledImages Load(string directory, bool train, int kind)
    {
        (CifarForm form, IReadOnlyList<(string Path, byte[] Content)> contents) = Read(directory, form => form.Images(train))
            ?? throw new FileNotFoundException($"{Path.Combine(directory, forms[0].Images(train)[0])} is not there, nor is it in "
                + $"{string.Join(", ", forms.SelectMany(f => new[] { f.Folder, f.Archive }))}.", forms[0].Images(train)[0]);
        CifarImages[] parts = [.. contents.Select(file => form.Reader.ReadImages(file.Content, file.Path))];
        long count = parts.Sum(part => (long)part.Labels[kind].Length);
        Tensor images = Torch.Empty([count, 3, Side, Side], Dtype.UInt8);
        long[] labels = new long[count];
        int at = 0;
        foreach (CifarImages part in parts)
        {
            part.Pixels.Span.CopyTo(images.AsSpan<byte>()[(at * 3 * Side * Side)..]);
            part.Labels[kind].CopyTo(labels, at);
            at += part.Labels[kind].Length;
        }
        return new(images, Torch.Tensor(labels.AsSpan())) { Classes = Names(directory, kind) ?? [] };
    }

    /// <summary>The names that stand in the files; null where no such file is there.</summary>
    public string[]? Names(string directory, int kind)
    {
        if (Read(directory, form => form.Names) is not var (form, contents) || contents.Count < form.Names.Length)
            return null;
        string[] names = form.Reader.ReadNames(contents)[kind];
        return names.Length == kinds[kind] ? names
            : throw new DatasetFormatException(contents[^1].Path, $"{kinds[kind]} names", $"{names.Length}");
    }

    public bool IsIn(string directory) => new[] { true, false }.All(train => forms.Any(form =>
        InFolder(directory, form, form.Images(train)).Count > 0 || File.Exists(Path.Combine(directory, form.Archive))));

    /// <summary>Downloads and unpacks the archive, unless there is a form of it.</summary>
    public async Task DownloadAsync(string directory, Downloader? downloader, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (IsIn(directory))
            return;
        CifarForm form = forms[^1];
        using Downloader? own = downloader is null ? new Downloader() : null;
        string archive = Path.Combine(directory, form.Archive);
        await (downloader ?? own!).DownloadAsync(archive, [new Uri(site + form.Archive)], Checksum.Md5(form.Md5), progress,
            cancellationToken).ConfigureAwait(false);
        Archives.Unpack(archive, directory, cancellationToken: cancellationToken);
    }

    /// <summary>The contents of those files that are there, of the first form that has one: in a folder, else in an archive.</summary>
    (CifarForm, IReadOnlyList<(string Path, byte[] Content)>)? Read(string directory, Func<CifarForm, string[]> names)
    {
        foreach (CifarForm form in forms)
            if (InFolder(directory, form, names(form)) is { Count: > 0 } files)
                return (form, [.. files.Select(path => (path, File.ReadAllBytes(path)))]);
        foreach (CifarForm form in forms)
            if (Path.Combine(directory, form.Archive) is var archive && File.Exists(archive)
                && InArchive(archive, form.Folder, names(form)) is { Count: > 0 } contents)
                return (form, contents);
        return null;
    }

    static List<string> InFolder(string directory, CifarForm form, string[] names) => [.. names.Select(name =>
        new[] { Path.Combine(directory, name), Path.Combine(directory, form.Folder, name) }.FirstOrDefault(File.Exists)).OfType<string>()];

    static List<(string Path, byte[] Content)> InArchive(string archive, string folder, string[] names)
    {
        Dictionary<string, byte[]> found = [];
        foreach ((string name, byte[] content) in TarUnpacking.ReadFiles(archive, name => Place(name) >= 0, LargestFile))
            if (!found.TryAdd(names[Place(name)], content))
                throw new DatasetFormatException(archive, "each name once", $"\"{name}\" twice");
        return [.. names.Where(found.ContainsKey).Select(name => ($"{archive}: {folder}/{name}", found[name]))];

        int Place(string name) =>
            name.StartsWith(folder + '/', StringComparison.Ordinal) ? Array.IndexOf(names, name[(folder.Length + 1)..]) : -1;
    }
}
