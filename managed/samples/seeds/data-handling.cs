#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A dataset of one's own, from a table of paths and classes, with transforms, and its loader:
//   dotnet run -c Release managed/samples/seeds/data-handling.cs
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.Data.Transforms;

Torch.ManualSeed(1);
string folder = Directory.CreateTempSubdirectory("images-").FullName;
try
{
    string table = WriteImages(folder, count: 100);

    // what transformations should be done with our images
    var dataTransforms = new Compose(
        new RandomCrop(28, padding: 4),
        new RandomHorizontalFlip(),
        new ToTensor()
    );

    // initialize our dataset at first
    var trainDataset = new ImagesDataset(
        df: CsvTable.Read(table),
        transform: dataTransforms
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

// Drawn digits as PNG files, and the table that names them: path,class
static string WriteImages(string folder, int count)
{
    (Tensor images, Tensor labels) = DrawnDigits.Draw(count, seed: 1);
    List<string> rows = ["path,class"];
    for (int i = 0; i < count; i++)
    {
        string path = Path.Combine(folder, $"{i}.png");
        Images.WritePng(path, images[i]);
        rows.Add($"{path},{labels[i].Item<long>()}");
    }
    string table = Path.Combine(folder, "images.csv");
    File.WriteAllLines(table, rows);
    return table;
}

sealed class ImagesDataset(CsvTable df, ITransform? transform = null, Func<string, Tensor>? loader = null) : Dataset
{
    readonly Func<string, Tensor> loader = loader ?? DefaultLoader;

    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            string path = df["path"].AsSpan<string>()[(int)index];
            long target = df["class"].AsSpan<long>()[(int)index];
            Tensor img = loader(path);
            if (transform is not null)
                img = transform.Apply(img);

            return [img, Torch.Tensor(target)];
        }
    }

    public override long Count => df.RowCount;

    static Tensor DefaultLoader(string path) => Images.Read(path, ImageReadMode.Gray);
}
