namespace NativeTorch.Data;

/// <summary>SplitMix64: a few lines that give the same numbers for a seed everywhere and for ever.</summary>
struct SeededRandom(ulong seed)
{
    ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public float Uniform(float low, float high) => low + (high - low) * ((Next() >> 40) * (1f / (1 << 24)));

    /// <summary>A number from 0 to count - 1.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>A sum of four uniform numbers: close to a normal one, and bounded at 3.5 deviations.</summary>
    public float Bell(float deviation)
    {
        ulong bits = Next();
        ulong sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum / 65536f - 2) * 1.7320508f * deviation;
    }
}
