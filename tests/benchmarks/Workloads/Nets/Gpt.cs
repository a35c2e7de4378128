using NativeTorch.NN;

namespace NativeTorch.Benchmarks.Workloads.Nets;

/// <summary>A decoder-only transformer: pre-norm, gelu, learnt places, the head not tied to the embedding.</summary>
sealed partial class Gpt : Module, ILayer
{
    const long Width = 192, Heads = 6;
    readonly Embedding tokens, places;
    readonly Sequential blocks;
    readonly LayerNorm norm;
    readonly Linear head;

    public Gpt(long vocabulary, long context, int layers = 6)
    {
        tokens = new(vocabulary, Width);
        places = new(context, Width);
        blocks = new([.. Enumerable.Range(0, layers).Select(_ => new GptBlock(Width, Heads))]);
        norm = new(Width);
        head = new(Width, vocabulary, bias: false);
    }

    public Tensor Forward(Tensor text)
    {
        Tensor x = tokens.Forward(text) + places.Forward(Torch.Arange(text.Size(1)));
        return head.Forward(norm.Forward(blocks.Forward(x)));
    }
}

/// <summary>Causal attention, then two linear layers; each is added to what came in.</summary>
sealed partial class GptBlock(long width, long heads) : Module, ILayer
{
    readonly LayerNorm norm1 = new(width);
    readonly Linear qkv = new(width, 3 * width), projection = new(width, width);
    readonly LayerNorm norm2 = new(width);
    readonly Linear up = new(width, 4 * width), down = new(4 * width, width);

    public Tensor Forward(Tensor x)
    {
        x = x + Attention(norm1.Forward(x));
        return x + down.Forward(F.Gelu(up.Forward(norm2.Forward(x))));
    }

    Tensor Attention(Tensor x)
    {
        (long batch, long steps) = (x.Size(0), x.Size(1));
        Tensor[] parts = qkv.Forward(x).Split(width, dim: 2);
        Tensor Split(Tensor part) => part.Reshape(batch, steps, heads, width / heads).Transpose(1, 2);
        Tensor y = F.ScaledDotProductAttention(Split(parts[0]), Split(parts[1]), Split(parts[2]), isCausal: true);
        return projection.Forward(y.Transpose(1, 2).Reshape(batch, steps, width));
    }
}
