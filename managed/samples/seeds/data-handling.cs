#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A dataset of one's own, from a table of paths and classes, with a transform, and its loader:
//   dotnet run -c Release managed/samples/seeds/data-handling.cs
using NativeTorch;
using NativeTorch.Data;

Torch.ManualSeed(1);
string folder = Directory.CreateTempSubdirectory("images-").FullName;
try
{
    string table = WriteImages(folder, count: 100);

    // initialize our dataset at first
    var trainDataset = new ImagesDataset(
        df: [.. File.ReadLines(table).Skip(1).Select(line => line.Split(',')).Select(row => (row[0], long.Parse(row[1])))],
        transform: DataTransforms
    );

    // initialize the data loader with required params
    var trainLoader = new DataLoader(trainDataset, batchSize: 10, shuffle: true);

    // fetch the batch (a call to the dataset's indexer for each image)
    foreach (var (img, target) in trainLoader)
        Console.WriteLine($"{img.Shape} {img.Dtype}, classes {string.Join(", ", target.ToArray<long>())}");
}
finally
{
    Directory.Delete(folder, recursive: true);
}

// what transformations should be done with our images: a crop after padding, a flip, numbers from 0 to 1
static Tensor DataTransforms(Tensor img)
{
    Tensor padded = F.Pad(img, [4, 4, 4, 4]);
    int top = Torch.RandInt(0, 9, [1]).Item<int>(), left = Torch.RandInt(0, 9, [1]).Item<int>();
    Tensor cropped = padded[.., top..(top + 28), left..(left + 28)];
    if (Torch.Rand(1).Item<double>() < 0.5)
        cropped = cropped.Flip([-1]);
    return cropped.To(Dtype.Float32) / 255;
}

// Drawn digits as files of raw bytes, and the table that names them: path,class
static string WriteImages(string folder, int count)
{
    (Tensor images, Tensor labels) = DrawnDigits.Draw(count, seed: 1);
    List<string> rows = ["path,class"];
    for (int i = 0; i < count; i++)
    {
        string path = Path.Combine(folder, $"{i}.raw");
        File.WriteAllBytes(path, images[i].ToArray<byte>());
        rows.Add($"{path},{labels[i].Item<long>()}");
    }
    string table = Path.Combine(folder, "images.csv");
    File.WriteAllLines(table, rows);
    return table;
}

sealed class ImagesDataset((string Path, long Class)[] df, Func<Tensor, Tensor>? transform = null, Func<string, Tensor>? loader = null)
    : Dataset
{
    readonly Func<string, Tensor> loader = loader ?? DefaultLoader;

    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            var (path, target) = df[index];
            Tensor img = loader(path);
            if (transform is not null)
                img = transform(img);

            return [img, Torch.Tensor(target)];
        }
    }

    public override long Count => df.Length;

    static Tensor DefaultLoader(string path) => Torch.Tensor<byte>(File.ReadAllBytes(path), [1, 28, 28]);
}
