using System.Buffers.Binary;

namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds a sound of one channel.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="sndTensor">Samples from -1 to 1, beyond which they are clamped, in one dimension beside those of size 1.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="sampleRate">Samples in a second (default 44,100).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_audio</c>.</remarks>
    /// <exception cref="ShapeMismatchException">There are several dimensions with a size other than 1.</exception>
    public void AddAudio(string tag, Tensor sndTensor, long? globalStep = null, int sampleRate = 44100, DateTimeOffset? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(sndTensor);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        using var noGrad = Torch.NoGrad();
        Tensor samples = sndTensor.Detach().Squeeze();
        if (samples.Dim != 1)
            throw new ShapeMismatchException($"[add_audio] {sndTensor.Shape}: a sound has one dimension");
        short[] numbers = samples.To(Dtype.Float64).Clamp(-1, 1).Mul(short.MaxValue).To(Device.Cpu, Dtype.Int16).ToArray<short>();
        Add(globalStep, wallTime, SummaryMessage.Audio(tag, sampleRate, channels: 1, numbers.Length, Wav(numbers, sampleRate)));
    }

    /// <summary>A RIFF file with 16 bits a sample.</summary>
    static byte[] Wav(ReadOnlySpan<short> samples, int sampleRate)
    {
        const int HeaderSize = 44, FormatSize = 16, Pcm = 1, SampleSize = sizeof(short);
        int dataSize = checked(samples.Length * SampleSize);
        var file = new byte[checked(HeaderSize + dataSize)];
        Span<byte> to = file;
        "RIFF"u8.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], HeaderSize - 8 + dataSize);
        "WAVEfmt "u8.CopyTo(to[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], FormatSize);
        BinaryPrimitives.WriteInt16LittleEndian(to[20..], Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(to[22..], 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(to[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(to[28..], sampleRate * SampleSize);
        BinaryPrimitives.WriteInt16LittleEndian(to[32..], SampleSize);
        BinaryPrimitives.WriteInt16LittleEndian(to[34..], 8 * SampleSize);
        "data"u8.CopyTo(to[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(to[40..], dataSize);
        for (int i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(to[(HeaderSize + SampleSize * i)..], samples[i]);
        return file;
    }
}
