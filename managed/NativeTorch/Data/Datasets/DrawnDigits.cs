namespace NativeTorch.Data;

/// <summary>Digits that are drawn instead of downloaded: as large as MNIST's, of the same form, easier, and the same for the same seed.</summary>
/// <remarks>Strokes under random affine maps with random thickness, strength and noise; every run of ten images has each digit once.</remarks>
public static class DrawnDigits
{
    /// <summary>Draws images: uint8 (count, 1, 28, 28), white on black, with their digits.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which ones: use another seed for testing than for training.</param>
    public static LabeledImages Draw(int count, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var labels = new long[count];
        var random = new SeededRandom(seed);
        for (int start = 0; start < count; start += 10)
            ShuffleDigits(labels.AsSpan(start, Math.Min(10, count - start)), ref random);
        var pixels = new byte[(long)count * DigitPainter.Pixels];
        ulong stream = random.Next();
        Parallel.For(0, count, i => new DigitPainter(new SeededRandom(stream + ((ulong)i << 32)))
            .Paint((int)labels[i], pixels.AsSpan(i * DigitPainter.Pixels, DigitPainter.Pixels)));
        return new(Torch.Tensor(pixels.AsSpan(), [count, 1, DigitPainter.Side, DigitPainter.Side]), Torch.Tensor(labels.AsSpan(), [count]));
    }

    static void ShuffleDigits(Span<long> run, ref SeededRandom random)
    {
        Span<long> digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (int i = 0; i < run.Length; i++)
        {
            int j = i + random.Below(digits.Length - i);
            (digits[i], digits[j]) = (digits[j], digits[i]);
            run[i] = digits[i];
        }
    }
}
