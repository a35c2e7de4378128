using NativeTorch.Data.Transforms;

namespace NativeTorch.Data;

/// <summary>Images in memory, transformed as they are fetched.</summary>
sealed class ImageDataset(LabeledImages images, ITransform transform) : Dataset
{
    readonly TensorDataset rows = new(images.Images, images.Labels);

    public override long Count => rows.Count;

    public override IReadOnlyList<Tensor> this[long index]
    {
        get
        {
            IReadOnlyList<Tensor> sample = rows[index];
            return [transform.Apply(sample[0]), sample[1]];
        }
    }

    public override Batch GetBatch(Tensor indices)
    {
        (Tensor x, Tensor label) = rows.GetBatch(indices);
        return new(transform.ApplyBatch(x), label);
    }
}
