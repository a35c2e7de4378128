namespace NativeTorch.Data;

/// <summary>PNG's five row filters, which store each byte as its difference from a guess made of the bytes left of and above it.</summary>
sealed class PngFilter(int rowBytes, int pixelBytes)
{
    // In the order of their numbers in the format: none, left, above, mean of both, Paeth.
    const int Kinds = 5;

    readonly byte[][] candidates = [.. Enumerable.Range(0, Kinds).Select(kind => NewRow(kind, rowBytes))];

    /// <summary>The row with the filter's number before it: of the five, that whose differences are smallest in sum.</summary>
    /// <remarks>The heuristic that PNG's specification recommends: small differences of both signs compress well.</remarks>
    /// <param name="row">The bytes of a row.</param>
    /// <param name="above">Those of the row above; zeros for the first.</param>
    public ReadOnlySpan<byte> Choose(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above)
    {
        int best = 0;
        long least = long.MaxValue;
        for (int kind = 0; kind < Kinds; kind++)
        {
            Apply(kind, row, above, candidates[kind].AsSpan(1));
            long cost = Cost(candidates[kind].AsSpan(1));
            if (cost < least)
                (best, least) = (kind, cost);
        }
        return candidates[best];
    }

    // A loop each, for the choice costs more than what is chosen.
    void Apply(int kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> to)
    {
        ReadOnlySpan<byte> left = row[..^pixelBytes], corner = above[..^pixelBytes];
        // Nothing is left of the first pixel: there the mean is half of what is above, and Paeth's guess is what is above.
        for (int i = 0; i < pixelBytes; i++)
            to[i] = (byte)(row[i] - (kind switch { 2 or 4 => above[i], 3 => above[i] / 2, _ => 0 }));
        row = row[pixelBytes..];
        above = above[pixelBytes..];
        to = to[pixelBytes..];
        switch (kind)
        {
            case 0:
                row.CopyTo(to);
                break;
            case 1:
                for (int i = 0; i < row.Length; i++)
                    to[i] = (byte)(row[i] - left[i]);
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    to[i] = (byte)(row[i] - above[i]);
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    to[i] = (byte)(row[i] - (left[i] + above[i]) / 2);
                break;
            default:
                for (int i = 0; i < row.Length; i++)
                    to[i] = (byte)(row[i] - Paeth(left[i], above[i], corner[i]));
                break;
        }
    }

    /// <summary>That of the three neighbours which is nearest to left + above - corner.</summary>
    static byte Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - 2 * corner);
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }

    static long Cost(ReadOnlySpan<byte> differences)
    {
        long sum = 0;
        foreach (byte difference in differences)
            sum += Math.Min(difference, 256 - difference);
        return sum;
    }

    static byte[] NewRow(int kind, int rowBytes)
    {
        var row = new byte[rowBytes + 1];
        row[0] = (byte)kind;
        return row;
    }
}
