using System.Runtime.InteropServices;
using System.Text.Json;
using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data.Transforms;

/// <summary>What torchvision answered to a case; the form is described in tests/golden/make_transforms.py.</summary>
sealed record TransformCase(string Transform, long[] Shape, Dtype Dtype, ulong Seed, string Printed, TransformCase.Image[] Results,
    float Next)
{
    public sealed record Image(long[] Shape, Dtype Dtype, byte[] Data);

    public static TransformCase Read(JsonElement json) => new(json.GetProperty("transform").GetString()!,
        Sizes(json.GetProperty("shape")), Kind(json.GetProperty("dtype")),
        json.GetProperty("seed").GetUInt64(), json.GetProperty("printed").GetString()!,
        [.. json.GetProperty("results").EnumerateArray().Select(result => new Image(Sizes(result.GetProperty("shape")),
            Kind(result.GetProperty("dtype")), result.GetProperty("data").GetBytesFromBase64()))],
        json.GetProperty("next").GetSingle());

    static Dtype Kind(JsonElement json) => Enum.Parse<Dtype>(json.GetString()!, ignoreCase: true);

    static long[] Sizes(JsonElement json) => [.. json.EnumerateArray().Select(size => size.GetInt64())];

    /// <summary>The images, drawn as the script draws them; the generator then stands where the transform begins.</summary>
    public Tensor Images()
    {
        Torch.ManualSeed(Seed);
        Tensor images = Dtype == Dtype.UInt8 ? Torch.RandInt(256, Shape, Dtype.UInt8) : Torch.Rand(Shape, Dtype);
        Torch.ManualSeed(Seed + 1);
        return images;
    }

    /// <summary>One image after another, and the batch at once: the answer's pixels, and as many draws.</summary>
    public void Check()
    {
        TransformRow row = TransformRow.Of(Transform);
        ITransform transform = row.Make();
        Tensor images = Images(), before = images.Clone();
        Tensor[] alone = [.. Enumerable.Range(0, (int)Shape[0]).Select(i => transform.Apply(images[i]))];
        Assert.Equal(Next, Torch.Rand(1).Item<float>());
        for (int i = 0; i < alone.Length; i++)
            Compare(Results[i], alone[i], row, $"{Transform} of image {i} of {string.Join('x', Shape)} {Dtype}, seed {Seed}");
        if (alone.All(image => image.Shape == alone[0].Shape))
        {
            images = Images();
            Tensor batch = transform.ApplyBatch(images);
            Assert.Equal(Next, Torch.Rand(1).Item<float>());
            Close.To(Torch.Stack(alone).Double().ToArray<double>(), [.. Torch.Stack(alone).Shape], batch, tolerance: row.FloatSlack);
            Assert.Equal(alone[0].Dtype, batch.Dtype);
        }
        Assert.True(Torch.Equal(before, images), $"{Transform} changed its input");
    }

    static void Compare(Image expected, Tensor actual, TransformRow row, string what)
    {
        Assert.Equal((what, expected.Dtype), (what, actual.Dtype));
        Assert.Equal(expected.Shape, actual.Shape.ToArray());
        double[] wanted = Numbers(expected), found = actual.Double().ToArray<double>();
        int wrong = 0, first = -1;
        for (int i = 0; i < wanted.Length; i++)
            if (!(Math.Abs(wanted[i] - found[i]) <= Slack(wanted[i])) && wrong++ == 0)
                first = i;
        if (wrong > Math.Ceiling(row.MayDiffer * wanted.Length))
            Assert.Fail($"{what}: {wrong} of {wanted.Length} differ, the first at {first}: {wanted[first]:R} is {found[first]:R} here");

        double Slack(double value) => actual.Dtype.IsFloatingPoint ? row.FloatSlack * Math.Max(1, Math.Abs(value)) : row.ByteSlack;
    }

    static double[] Numbers(Image image) => image.Dtype switch
    {
        Dtype.UInt8 => [.. image.Data.Select(x => (double)x)],
        Dtype.Int16 => [.. MemoryMarshal.Cast<byte, short>(image.Data).ToArray().Select(x => (double)x)],
        Dtype.Float32 => [.. MemoryMarshal.Cast<byte, float>(image.Data).ToArray().Select(x => (double)x)],
        Dtype.Float64 => MemoryMarshal.Cast<byte, double>(image.Data).ToArray(),
        _ => throw new InvalidOperationException($"{image.Dtype}"),
    };
}
