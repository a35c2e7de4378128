using System.Numerics;

namespace NativeTorch.Data;

/// <summary>Paints one image: strokes under a random affine map, with random thickness, strength and noise.</summary>
/// <remarks>A pixel's brightness is its distance from the nearest stroke, cut off within one pixel: that is what smooths edges.</remarks>
struct DigitPainter(SeededRandom random)
{
    public const int Side = 28, Pixels = Side * Side;
    const int PiecesPerSpan = 5;

    SeededRandom random = random;
    Matrix3x2 map;
    float radius;

    public void Paint(int digit, Span<byte> image)
    {
        Vector2[][][] ways = DigitStrokes.All[digit];
        Vector2[][] strokes = ways[random.Below(ways.Length)];
        map = RandomMap();
        radius = random.Uniform(0.7f, 1.7f);
        Span<float> distances = stackalloc float[Pixels]; // squared
        distances.Fill(1e6f);
        foreach (Vector2[] stroke in strokes)
            PaintStroke(stroke, distances);
        Expose(distances, image);
    }

    /// <summary>From the box of the strokes to pixels: 20 high in the middle, then turned, slanted, stretched and moved a little.</summary>
    Matrix3x2 RandomMap()
    {
        float height = random.Uniform(16, 21), width = height / 1.4f * random.Uniform(0.75f, 1.15f);
        return Matrix3x2.CreateTranslation(-0.5f, -0.7f)
            * Matrix3x2.CreateScale(width, height / 1.4f)
            * new Matrix3x2(1, 0, random.Uniform(-0.3f, 0.15f), 1, 0, 0)
            * Matrix3x2.CreateRotation(random.Bell(0.1f))
            * Matrix3x2.CreateTranslation(Side / 2f + random.Uniform(-2, 2), Side / 2f + random.Uniform(-2, 2));
    }

    /// <summary>A Catmull-Rom curve through the stroke's points, each of which has moved a little.</summary>
    void PaintStroke(ReadOnlySpan<Vector2> stroke, Span<float> distances)
    {
        Span<Vector2> points = stackalloc Vector2[stroke.Length];
        for (int i = 0; i < points.Length; i++)
            points[i] = i > 0 && stroke[i] == stroke[i - 1]
                ? points[i - 1]
                : Vector2.Transform(stroke[i] + new Vector2(random.Bell(0.03f), random.Bell(0.03f)), map);
        if (stroke[0] == stroke[^1])
            points[^1] = points[0];
        Vector2 last = points[0];
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Vector2 before = points[Math.Max(i - 1, 0)], after = points[Math.Min(i + 2, points.Length - 1)];
            for (int piece = 1; piece <= PiecesPerSpan && points[i] != points[i + 1]; piece++)
            {
                Vector2 next = OnCurve(before, points[i], points[i + 1], after, piece / (float)PiecesPerSpan);
                PaintLine(last, next, distances);
                last = next;
            }
        }
    }

    static Vector2 OnCurve(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float t) =>
        0.5f * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * b - a - 3 * c + d))));

    /// <summary>Lowers the distance of the pixels around a line.</summary>
    readonly void PaintLine(Vector2 from, Vector2 to, Span<float> distances)
    {
        Vector2 margin = new(radius + 1), along = to - from;
        Vector2 low = Vector2.Clamp(Vector2.Min(from, to) - margin, Vector2.Zero, new(Side));
        Vector2 high = Vector2.Clamp(Vector2.Max(from, to) + margin, Vector2.Zero, new(Side));
        float inverse = 1 / Math.Max(along.LengthSquared(), 1e-6f);
        for (int y = (int)low.Y; y < (int)high.Y; y++)
            for (int x = (int)low.X; x < (int)high.X; x++)
            {
                Vector2 to0 = new Vector2(x + 0.5f, y + 0.5f) - from;
                float distance = (to0 - along * Math.Clamp(Vector2.Dot(to0, along) * inverse, 0, 1)).LengthSquared();
                ref float nearest = ref distances[y * Side + x];
                nearest = Math.Min(nearest, distance);
            }
    }

    void Expose(ReadOnlySpan<float> distances, Span<byte> image)
    {
        float strength = random.Uniform(180, 255), noise = random.Uniform(0, 20);
        for (int i = 0; i < image.Length; i++)
        {
            float ink = distances[i] < 100 ? Math.Clamp(radius + 0.5f - MathF.Sqrt(distances[i]), 0, 1) : 0;
            image[i] = (byte)Math.Clamp(strength * ink + random.Bell(noise), 0, 255);
        }
    }
}
