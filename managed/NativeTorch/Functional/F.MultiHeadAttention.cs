namespace NativeTorch;

public static unsafe partial class F
{
    /// <summary>Attention in several heads: projections of query, key and value are divided into heads, each gives
    /// softmax(q k^T / sqrt(D) + masks) v, and what they give is joined and projected.</summary>
    /// <param name="query">(L, N, E), or (L, E).</param>
    /// <param name="key">(S, N, E), or (S, E); with projections of its own any size in the place of E.</param>
    /// <param name="value">As the key.</param>
    /// <param name="embedDimToCheck">E.</param>
    /// <param name="numHeads">How many heads E is divided into.</param>
    /// <param name="inProjWeight">The three projections, (3 E, E).</param>
    /// <param name="inProjBias">(3 E).</param>
    /// <param name="biasK">(1, 1, E): one more place at the end of the keys; together with <paramref name="biasV"/>.</param>
    /// <param name="biasV">(1, 1, E): one more place at the end of the values.</param>
    /// <param name="addZeroAttn">Whether one more place of zeros is added.</param>
    /// <param name="dropoutP">Probability with which a weight is 0 in training.</param>
    /// <param name="outProjWeight">The last projection, (E, E).</param>
    /// <param name="outProjBias">(E).</param>
    /// <param name="training">Whether there is dropout.</param>
    /// <param name="keyPaddingMask">(N, S) or (S): true where a key counts for nothing, or numbers to add to its scores.</param>
    /// <param name="needWeights">Whether the weights are given too.</param>
    /// <param name="attnMask">(L, S) or (N numHeads, L, S): true where a place does not see another one, or numbers to add.</param>
    /// <param name="useSeparateProjWeight">Whether the next three are used instead of <paramref name="inProjWeight"/>.</param>
    /// <param name="qProjWeight">(E, E).</param>
    /// <param name="kProjWeight">(E, size of the keys).</param>
    /// <param name="vProjWeight">(E, size of the values).</param>
    /// <param name="staticK">Keys as they are after projection, (N numHeads, S, E / numHeads).</param>
    /// <param name="staticV">Values as they are after projection.</param>
    /// <param name="averageAttnWeights">Whether weights are averaged over heads: (N, L, S), else (N, numHeads, L, S).</param>
    /// <returns>(L, N, E), and the weights or null; without N for inputs without it.</returns>
    /// <remarks>PyTorch: <c>torch.nn.functional.multi_head_attention_forward</c>.</remarks>
    /// <exception cref="ArgumentException">Shapes do not fit each other, or a mask is neither bool nor floating.</exception>
    public static (Tensor Output, Tensor? Weights) MultiHeadAttentionForward(Tensor query, Tensor key, Tensor value, long embedDimToCheck,
        long numHeads, Tensor? inProjWeight, Tensor? inProjBias, Tensor? biasK, Tensor? biasV, bool addZeroAttn, double dropoutP,
        Tensor outProjWeight, Tensor? outProjBias, bool training = true, Tensor? keyPaddingMask = null, bool needWeights = true,
        Tensor? attnMask = null, bool useSeparateProjWeight = false, Tensor? qProjWeight = null, Tensor? kProjWeight = null,
        Tensor? vProjWeight = null, Tensor? staticK = null, Tensor? staticV = null, bool averageAttnWeights = true)
    {
        bool batched = CheckAttention(query, key, value, keyPaddingMask, attnMask, embedDimToCheck, numHeads, useSeparateProjWeight);
        if (!batched)
        {
            Tensor one = query.Unsqueeze(1), two = ReferenceEquals(key, query) ? one : key.Unsqueeze(1);
            (query, key, value) = (one, two, ReferenceEquals(value, key) ? two : value.Unsqueeze(1));
            keyPaddingMask = keyPaddingMask?.Unsqueeze(0);
        }
        long length = query.Size(0), batch = query.Size(1), embed = query.Size(2), heads = batch * numHeads, size = embed / numHeads;
        Tensor? mask = attnMask is null ? null : Additive(attnMask.Dtype == Dtype.UInt8 ? attnMask.To(Dtype.Bool) : attnMask, query);
        if (mask is { Dim: 2 })
            mask = mask.Unsqueeze(0);
        if (keyPaddingMask is not null)
        {
            Tensor padding = Additive(keyPaddingMask, query).Reshape(batch, 1, 1, -1).Expand(-1, numHeads, -1, -1).Reshape(heads, 1, -1);
            mask = mask is null ? padding : mask + padding;
        }

        var (q, k, v) = useSeparateProjWeight
            ? ProjectedApart(query, key, value, qProjWeight!, kProjWeight!, vProjWeight!, inProjBias)
            : Projected(query, key, value, inProjWeight!, inProjBias);
        if (biasK is not null && biasV is not null)
        {
            k = Torch.Cat([k, biasK.Expand(1, batch, -1)]);
            v = Torch.Cat([v, biasV.Expand(1, batch, -1)]);
            mask = mask is null ? null : Pad(mask, [0, 1]);
        }
        Tensor Heads(Tensor x) => x.Reshape(x.Size(0), heads, size).Transpose(0, 1);
        (q, k, v) = (Heads(q), staticK ?? Heads(k), staticV ?? Heads(v));
        if (addZeroAttn)
        {
            Tensor zeros = Torch.Zeros([heads, 1, size], k.Dtype, k.Device);
            (k, v) = (Torch.Cat([k, zeros], 1), Torch.Cat([v, zeros], 1));
            mask = mask is null ? null : Pad(mask, [0, 1]);
        }

        q = q * (1 / Math.Sqrt(size));
        Tensor keys = k.Transpose(1, 2);
        Tensor weights = Dropped((mask is null ? q.Bmm(keys) : mask.Baddbmm(q, keys)).Softmax(-1), training ? dropoutP : 0);
        Tensor output = Linear(weights.Bmm(v).Transpose(0, 1).Reshape(length * batch, embed), outProjWeight, outProjBias)
            .Reshape(length, batch, -1);
        Tensor? given = null;
        if (needWeights)
        {
            given = weights.Reshape(batch, numHeads, length, -1);
            given = averageAttnWeights ? given.Mean(1) : given;
            given = batched ? given : given.Squeeze(0);
        }
        return (batched ? output : output.Squeeze(1), given);
    }

    /// <summary>One product where query, key and value are one tensor, two where key and value are.</summary>
    static (Tensor Q, Tensor K, Tensor V) Projected(Tensor query, Tensor key, Tensor value, Tensor weight, Tensor? bias)
    {
        long embed = query.Size(-1);
        Tensor Part(Tensor x, long first, long count) =>
            Linear(x, weight.Narrow(0, first * embed, count * embed), bias?.Narrow(0, first * embed, count * embed));
        if (ReferenceEquals(key, value))
        {
            if (ReferenceEquals(query, key))
                return Linear(query, weight, bias).Chunk(3, -1) is [var q, var k, var v] ? (q, k, v) : default;
            return Part(key, 1, 2).Chunk(2, -1) is [var k2, var v2] ? (Part(query, 0, 1), k2, v2) : default;
        }
        return (Part(query, 0, 1), Part(key, 1, 1), Part(value, 2, 1));
    }

    static (Tensor Q, Tensor K, Tensor V) ProjectedApart(Tensor query, Tensor key, Tensor value, Tensor q, Tensor k, Tensor v, Tensor? bias)
    {
        Tensor[]? biases = bias?.Chunk(3);
        return (Linear(query, q, biases?[0]), Linear(key, k, biases?[1]), Linear(value, v, biases?[2]));
    }

    /// <summary>Whether there is a batch.</summary>
    static bool CheckAttention(Tensor query, Tensor key, Tensor value, Tensor? keyPaddingMask, Tensor? attnMask, long embed, long heads,
        bool separate)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        void Need(bool fits, string what)
        {
            if (!fits)
                throw new ShapeMismatchException($"[multi_head_attention_forward] query {query.Shape}, key {key.Shape}, value {value.Shape}: {what}");
        }
        Need(query.Dim is 2 or 3 && key.Dim == query.Dim && value.Dim == query.Dim, "all three have two dimensions, or three with a batch");
        Need(query.Size(-1) == embed, $"the query's last size is to be {embed}");
        Need(heads > 0 && embed % heads == 0, $"{embed} cannot be divided into {heads} heads");
        Need(separate ? key.Shape[..^1] == value.Shape[..^1] : key.Shape == value.Shape, "key and value differ");
        bool batched = query.Dim == 3;
        long batch = batched ? query.Size(1) : 1, length = query.Size(0), places = key.Size(0);
        Need(!batched || key.Size(1) == batch, "the batch sizes differ");
        if (keyPaddingMask is not null)
        {
            Shape padding = batched ? [batch, places] : [places];
            Need(keyPaddingMask.Shape == padding, $"a keyPaddingMask {keyPaddingMask.Shape} is to be {padding}");
            NeedMask("keyPaddingMask", keyPaddingMask);
        }
        if (attnMask is not null)
        {
            Shape one = [length, places], each = [batch * heads, length, places];
            Need(attnMask.Shape == one || attnMask.Shape == each, $"an attnMask {attnMask.Shape} is to be {one} or {each}");
            if (attnMask.Dtype != Dtype.UInt8)
                NeedMask("attnMask", attnMask);
        }
        return batched;
    }

    static void NeedMask(string name, Tensor mask)
    {
        if (mask.Dtype != Dtype.Bool && !mask.Dtype.IsFloatingPoint)
            throw new DtypeMismatchException($"[multi_head_attention_forward] {name} is {mask.Dtype}: masks are bool or floating");
    }
}
