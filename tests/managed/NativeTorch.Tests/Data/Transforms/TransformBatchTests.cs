using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data.Transforms;

/// <summary>What goes through as a batch, and how several transforms come together.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class TransformBatchTests
{
    static Tensor Images(long count = 40, long size = 12)
    {
        Torch.ManualSeed(5);
        return Torch.RandInt(256, [count, 3, size, size], Dtype.UInt8);
    }

    public static TheoryData<string> Rows => [.. TransformRow.All.Select(row => row.Python)];

    /// <summary>Forty images: more than one of everything that is drawn.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void A_batch_gives_what_its_images_give_one_after_another(string python)
    {
        TransformRow row = TransformRow.Of(python);
        Tensor bytes = Images();
        foreach (Tensor images in new[] { bytes, bytes.To(Dtype.Float32).Div_(255), bytes.To(Dtype.Float64).Div_(255) })
        {
            if (Refuses(row, images))
                continue;
            Torch.ManualSeed(9);
            Tensor[] alone = [.. Enumerable.Range(0, 40).Select(i => row.Make().Apply(images[i]))];
            float next = Torch.Rand(1).Item<float>();
            if (alone.Any(image => image.Shape != alone[0].Shape))
            {
                Assert.Throws<ShapeMismatchException>(() => row.Make().ApplyBatch(images));
                continue;
            }
            Torch.ManualSeed(9);
            Tensor batch = row.Make().ApplyBatch(images), expected = Torch.Stack(alone);
            Assert.Equal(next, Torch.Rand(1).Item<float>());
            Assert.Equal(expected.Dtype, batch.Dtype);
            Close.To(expected.Double().ToArray<double>(), [.. expected.Shape], batch, images.Dtype == Dtype.UInt8 ? 0 : 1e-6);
        }
    }

    static bool Refuses(TransformRow row, Tensor images)
    {
        try
        {
            row.Make().Apply(images[0]);
            return false;
        }
        catch (DtypeMismatchException)
        {
            return true; // Normalize of uint8, and the like
        }
    }

    [Fact]
    public void Images_that_do_not_lie_in_order_give_the_same()
    {
        Tensor images = Images(), turned = images.Permute(0, 2, 3, 1).Contiguous().Permute(0, 3, 1, 2);
        Assert.False(turned.IsContiguous);
        foreach (TransformRow row in TransformRow.All)
        {
            if (Refuses(row, images) || row.Python.Contains("expand", StringComparison.Ordinal))
                continue;
            Torch.ManualSeed(3);
            Tensor expected = row.Make().ApplyBatch(images);
            Torch.ManualSeed(3);
            Close.To(expected.Double().ToArray<double>(), row.Make().ApplyBatch(turned), images.Dtype == Dtype.UInt8 ? 1e-6 : 0);
        }
    }

    [Fact]
    public void A_function_of_ones_own_and_random_transforms_draw_image_by_image()
    {
        Tensor images = Images(6);
        var compose = new Compose(new RandomHorizontalFlip(), new Lambda(x => x.Float().Add_(Torch.Rand(1))), new RandomCrop(8));
        Torch.ManualSeed(4);
        Tensor expected = Torch.Stack([.. Enumerable.Range(0, 6).Select(i => compose.Apply(images[i]))]);
        Torch.ManualSeed(4);
        Assert.True(Torch.Equal(expected, compose.ApplyBatch(images)));
    }

    [Fact]
    public void A_function_of_a_batch_is_called_once()
    {
        int calls = 0;
        var lambda = new Lambda(x => x, batch => { calls++; return batch + 1; });
        Tensor images = Images(4), result = new Compose(new ToTensor(), lambda).ApplyBatch(images);
        Assert.Equal(1, calls);
        Close.To(images.Double().Div(255).Add(1).ToArray<double>(), result);
    }

    sealed class Twice : ITransform
    {
        public Tensor Apply(Tensor image) => Torch.Cat([image, image]);

        public override string ToString() => "Twice()";
    }

    [Fact]
    public void A_transform_of_ones_own_needs_Apply_only()
    {
        Tensor images = Images(4);
        Tensor result = new Compose(new Twice(), new ToTensor()).ApplyBatch(images);
        Assert.Equal([4L, 6, 12, 12], result.Shape.ToArray());
        Assert.True(Torch.Equal(result[1][3..], new ToTensor().Apply(images[1])));
        Assert.Equal("Compose(\n    Twice()\n    ToTensor()\n)", new Compose(new Twice(), new ToTensor()).ToString());
    }

    [Fact]
    public void What_a_function_keeps_is_not_disposed()
    {
        var kept = new List<Tensor>();
        var keep = new Lambda(x => { kept.Add(x); return x + 1; });
        var compose = new Compose(new ToTensor(), keep, new Normalize(0.5, 0.5), new CenterCrop(3));
        compose.Apply(Images(1)[0]);
        Assert.False(kept[0].IsDisposed);
        Assert.Equal([3L, 12, 12], kept[0].Shape.ToArray());
    }

    [Fact]
    public void A_choice_follows_its_weights()
    {
        Tensor images = Images(3000, size: 1).Fill_(1);
        var choice = new RandomChoice([new Pad(0, fill: 1), new Normalizing(2), new Normalizing(3)], [1, 0, 3]);
        Torch.ManualSeed(1);
        byte[] alone = [.. Enumerable.Range(0, 3000).SelectMany(i => choice.Apply(images[i]).ToArray<byte>())];
        Assert.Equal([1, 3], alone.Distinct().Order().Select(x => (int)x));
        Assert.InRange(alone.Count(x => x == 3) / 9000.0, 0.71, 0.79);
        var planned = new RandomChoice([new RandomCrop(4), new CenterCrop(4), new RandomResizedCrop(4)]);
        images = Images();
        Torch.ManualSeed(2);
        Tensor expected = Torch.Stack([.. Enumerable.Range(0, 40).Select(i => planned.Apply(images[i]))]);
        Torch.ManualSeed(2);
        Assert.True(Torch.Equal(expected, planned.ApplyBatch(images)));
        Assert.Equal("RandomChoice(\n    CenterCrop(size=(4, 4))\n)(p=[0.5])", new RandomChoice([new CenterCrop(4)], [0.5]).ToString());
    }

    sealed class Normalizing(byte factor) : ITransform
    {
        public Tensor Apply(Tensor image) => image * factor;
    }

    [Fact]
    public void A_new_thread_draws_from_the_same_generator()
    {
        var crop = new RandomCrop(6);
        Tensor image = Images(1)[0];
        Torch.ManualSeed(8);
        Tensor first = crop.Apply(image), second = crop.Apply(image);
        Torch.ManualSeed(8);
        Tensor fromThread = image;
        var thread = new Thread(() => fromThread = crop.Apply(image));
        thread.Start();
        thread.Join();
        Assert.True(Torch.Equal(first, fromThread));
        Assert.True(Torch.Equal(second, crop.Apply(image)));
    }

    [Fact]
    public void A_first_draw_in_inference_mode_or_in_a_scope_does_no_harm()
    {
        Tensor image = Images(1)[0];
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() =>
        {
            var flip = new RandomCrop(6);
            using (var scope = new TensorScope())
            using (Torch.InferenceMode())
                flip.Apply(image);
            flip.Apply(image);
        }));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void Gradients_go_through()
    {
        Tensor images = Torch.Rand([2, 3, 8, 8], Dtype.Float64, requiresGrad: true);
        var compose = new Compose(new RandomCrop(6, padding: 1), new RandomHorizontalFlip(), new RandomRotation(20), new Resize(4),
            new Normalize(0.5, 0.5));
        compose.ApplyBatch(images).Sum().Backward();
        Assert.NotNull(images.Grad);
        Assert.True(images.Grad.Sum().Item<double>() > 1);
    }
}
