namespace NativeTorch.NN;

public static partial class Utils
{
    /// <summary>Sequences of different lengths: padded, packed and apart. PyTorch: <c>torch.nn.utils.rnn</c>.</summary>
    public static class Rnn
    {
        /// <summary>Packs padded sequences.</summary>
        /// <param name="input">(steps, batch, ...), or (batch, steps, ...).</param>
        /// <param name="lengths">How long each sequence is.</param>
        /// <param name="batchFirst">Whether the batch is the first dimension (default false).</param>
        /// <param name="enforceSorted">Whether the sequences must come longest first (default true); else they are sorted, and what
        /// comes out of a recurrent module is in the order given again.</param>
        /// <remarks>PyTorch: <c>torch.nn.utils.rnn.pack_padded_sequence</c>.</remarks>
        /// <exception cref="ArgumentException">A length is not from 1 to the number of steps, their number is not the batch's, or
        /// they are not sorted.</exception>
        public static PackedSequence PackPaddedSequence(Tensor input, ReadOnlySpan<long> lengths, bool batchFirst = false,
            bool enforceSorted = true)
        {
            ArgumentNullException.ThrowIfNull(input);
            const string op = "pack_padded_sequence";
            if (input.Dim < 2 || input.Size(batchFirst ? 0 : 1) != lengths.Length || lengths.Length == 0)
                throw new ShapeMismatchException($"[{op}] {lengths.Length} lengths do not fit an input {input.Shape}");
            long steps = input.Size(batchFirst ? 1 : 0), batch = lengths.Length;
            foreach (long length in lengths)
                if (length < 1 || length > steps)
                    throw new ArgumentException($"[{op}] a length of {length} is not from 1 to {steps}", nameof(lengths));
            long[] given = lengths.ToArray(), order = [.. Enumerable.Range(0, given.Length)];
            if (!enforceSorted)
                order = [.. order.OrderByDescending(i => given[i])];
            long[] sorted = [.. order.Select(i => given[i])];
            for (int i = 1; i < sorted.Length; i++)
                if (sorted[i] > sorted[i - 1])
                    throw new ArgumentException($"[{op}] a length of {sorted[i]} follows {sorted[i - 1]}: sequences come longest first, "
                        + "or with enforceSorted: false", nameof(lengths));

            long[] batchSizes = BatchSizesOf(sorted);
            Tensor rows = input.Flatten(0, 1).IndexSelect(0, Index(Places(batchSizes, order, steps, batch, batchFirst), input.Device));
            Tensor sizes = Torch.Tensor(batchSizes);
            return enforceSorted ? new PackedSequence(rows, sizes)
                : new PackedSequence(rows, sizes, Index(order, input.Device), Index(Inverse(order), input.Device));
        }

        /// <inheritdoc cref="PackPaddedSequence(Tensor, ReadOnlySpan{long}, bool, bool)"/>
        public static PackedSequence PackPaddedSequence(Tensor input, Tensor lengths, bool batchFirst = false, bool enforceSorted = true) =>
            PackPaddedSequence(input, Numbers(lengths), batchFirst, enforceSorted);

        /// <summary>The opposite of <see cref="PackPaddedSequence(Tensor, ReadOnlySpan{long}, bool, bool)"/>.</summary>
        /// <param name="sequence">Packed sequences.</param>
        /// <param name="batchFirst">Whether the result is (batch, steps, ...) instead of (steps, batch, ...) (default false).</param>
        /// <param name="paddingValue">What stands behind the end of a sequence (default 0).</param>
        /// <param name="totalLength">How many steps the result has (default: as the longest sequence).</param>
        /// <returns>The sequences in the order in which they were packed, and their lengths.</returns>
        /// <remarks>PyTorch: <c>torch.nn.utils.rnn.pad_packed_sequence</c>.</remarks>
        /// <exception cref="ArgumentException"><paramref name="totalLength"/> is less than the longest sequence.</exception>
        public static (Tensor Padded, Tensor Lengths) PadPackedSequence(PackedSequence sequence, bool batchFirst = false,
            double paddingValue = 0, long? totalLength = null)
        {
            ArgumentNullException.ThrowIfNull(sequence);
            long[] batchSizes = Numbers(sequence.BatchSizes);
            long steps = totalLength ?? batchSizes.Length, batch = batchSizes.Length > 0 ? batchSizes[0] : 0;
            if (steps < batchSizes.Length)
                throw new ArgumentException($"[pad_packed_sequence] a totalLength of {steps} is less than the longest sequence, of {batchSizes.Length} steps", nameof(totalLength));
            long[] order = sequence.SortedIndices is null ? [.. Enumerable.Range(0, (int)batch)] : Numbers(sequence.SortedIndices);
            Tensor data = sequence.Data;
            Tensor rows = Torch.Full([steps * batch, .. data.Shape[1..]], paddingValue, data.Dtype, data.Device)
                .IndexCopy(0, Index(Places(batchSizes, order, steps, batch, batchFirst), data.Device), data);
            var lengths = new long[batch];
            foreach (long size in batchSizes)
                for (int i = 0; i < size; i++)
                    lengths[order[i]]++;
            return (rows.Unflatten(0, batchFirst ? [batch, steps] : [steps, batch]), Torch.Tensor(lengths));
        }

        /// <summary>Sequences (length, ...) of different lengths beside each other, filled up at their ends.</summary>
        /// <param name="sequences">The sequences, all of the same further sizes.</param>
        /// <param name="batchFirst">Whether the result is (batch, steps, ...) instead of (steps, batch, ...) (default false).</param>
        /// <param name="paddingValue">What stands behind the end of a sequence (default 0).</param>
        /// <remarks>PyTorch: <c>torch.nn.utils.rnn.pad_sequence</c>.</remarks>
        /// <exception cref="ArgumentException">No sequences, or their further sizes differ.</exception>
        public static Tensor PadSequence(IEnumerable<Tensor> sequences, bool batchFirst = false, double paddingValue = 0)
        {
            Tensor[] all = Checked("pad_sequence", sequences);
            long steps = all.Max(s => s.Size(0));
            Tensor Padded(Tensor s)
            {
                if (s.Size(0) == steps)
                    return s;
                var pad = new long[2 * s.Dim];
                pad[^1] = steps - s.Size(0);
                return F.Pad(s, pad, value: paddingValue);
            }
            return Torch.Stack(Array.ConvertAll(all, Padded), batchFirst ? 0 : 1);
        }

        /// <summary>The opposite of <see cref="PadSequence"/>: views of each sequence's own elements.</summary>
        /// <param name="paddedSequences">(steps, batch, ...), or (batch, steps, ...).</param>
        /// <param name="lengths">How long each sequence is.</param>
        /// <param name="batchFirst">Whether the batch is the first dimension (default false).</param>
        /// <remarks>PyTorch: <c>torch.nn.utils.rnn.unpad_sequence</c>.</remarks>
        /// <exception cref="ShapeMismatchException">The number of lengths is not the batch's.</exception>
        public static Tensor[] UnpadSequence(Tensor paddedSequences, Tensor lengths, bool batchFirst = false)
        {
            ArgumentNullException.ThrowIfNull(paddedSequences);
            long[] each = Numbers(lengths);
            int batchDim = batchFirst ? 0 : 1;
            if (paddedSequences.Dim < 2 || paddedSequences.Size(batchDim) != each.Length)
                throw new ShapeMismatchException($"[unpad_sequence] {each.Length} lengths do not fit {paddedSequences.Shape}");
            return [.. paddedSequences.Unbind(batchDim).Zip(each, (sequence, length) => sequence.Narrow(0, 0, length))];
        }

        /// <summary>Packs sequences (length, ...) of different lengths.</summary>
        /// <param name="sequences">The sequences, all of the same further sizes.</param>
        /// <param name="enforceSorted">Whether the sequences must come longest first (default true).</param>
        /// <remarks>PyTorch: <c>torch.nn.utils.rnn.pack_sequence</c>.</remarks>
        /// <exception cref="ArgumentException">No sequences, their further sizes differ, or they are not sorted.</exception>
        public static PackedSequence PackSequence(IEnumerable<Tensor> sequences, bool enforceSorted = true)
        {
            Tensor[] all = Checked("pack_sequence", sequences);
            return PackPaddedSequence(PadSequence(all), Array.ConvertAll(all, s => s.Size(0)), enforceSorted: enforceSorted);
        }

        /// <summary>The opposite of <see cref="PackSequence"/>.</summary>
        /// <remarks>PyTorch: <c>torch.nn.utils.rnn.unpack_sequence</c>.</remarks>
        public static Tensor[] UnpackSequence(PackedSequence packedSequences)
        {
            var (padded, lengths) = PadPackedSequence(packedSequences);
            return UnpadSequence(padded, lengths);
        }

        /// <summary>How many of these lengths, longest first, are greater than 0, than 1, ...</summary>
        static long[] BatchSizesOf(long[] sorted)
        {
            var sizes = new long[sorted[0]];
            foreach (long length in sorted)
                for (long t = 0; t < length; t++)
                    sizes[t]++;
            return sizes;
        }

        /// <summary>Where each packed row stands among the rows of the padded tensor.</summary>
        static long[] Places(long[] batchSizes, long[] order, long steps, long batch, bool batchFirst)
        {
            var places = new long[batchSizes.Sum()];
            int at = 0;
            for (long t = 0; t < batchSizes.Length; t++)
                for (int i = 0; i < batchSizes[t]; i++)
                    places[at++] = batchFirst ? order[i] * steps + t : t * batch + order[i];
            return places;
        }

        static long[] Inverse(long[] order)
        {
            var inverse = new long[order.Length];
            for (int i = 0; i < order.Length; i++)
                inverse[order[i]] = i;
            return inverse;
        }

        static Tensor[] Checked(string op, IEnumerable<Tensor> sequences)
        {
            ArgumentNullException.ThrowIfNull(sequences);
            Tensor[] all = [.. sequences];
            if (all.Length == 0 || all.Any(s => s is null || s.Dim == 0))
                throw new ArgumentException($"[{op}] it needs one or more sequences, each of one or more dimensions", nameof(sequences));
            return all;
        }

        static Tensor Index(long[] values, Device device) => Torch.Tensor(values).To(device);

        static long[] Numbers(Tensor tensor)
        {
            ArgumentNullException.ThrowIfNull(tensor);
            return tensor.To(Dtype.Int64).ToArray<long>();
        }
    }
}
