namespace NativeTorch.Data.Transforms;

/// <summary>Where a pixel of the result comes from: x' = A x + B y + C, y' = D x + E y + F, with (0, 0) in the image's center.</summary>
readonly record struct AffineMatrix(double A, double B, double C, double D, double E, double F)
{
    /// <summary>The inverse of: move to the center, rotate, shear, scale, move back and by (tx, ty).</summary>
    /// <param name="image">The image's shape, (..., H, W).</param>
    /// <param name="center">In pixels from the upper left corner; null is the image's center.</param>
    /// <param name="angle">In degrees.</param>
    /// <param name="translate">In pixels.</param>
    /// <param name="scale">A factor.</param>
    /// <param name="shear">In degrees.</param>
    public static AffineMatrix Inverse(Shape image, (double X, double Y)? center, double angle, (double X, double Y) translate,
        double scale, (double X, double Y) shear)
    {
        (double cx, double cy) = center is { } at ? (at.X - image[^1] * 0.5, at.Y - image[^2] * 0.5) : (0, 0);
        double rotation = Radians(angle), sx = Radians(shear.X), sy = Radians(shear.Y);
        double a = Math.Cos(rotation - sy) / Math.Cos(sy);
        double b = -Math.Cos(rotation - sy) * Math.Tan(sx) / Math.Cos(sy) - Math.Sin(rotation);
        double c = Math.Sin(rotation - sy) / Math.Cos(sy);
        double d = -Math.Sin(rotation - sy) * Math.Tan(sx) / Math.Cos(sy) + Math.Cos(rotation);
        (double m0, double m1, double m3, double m4) = (d / scale, -b / scale, -c / scale, a / scale);
        double m2 = m0 * (-cx - translate.X) + m1 * (-cy - translate.Y), m5 = m3 * (-cx - translate.X) + m4 * (-cy - translate.Y);
        return new(m0, m1, m2 + cx, m3, m4, m5 + cy);

        static double Radians(double degrees) => degrees * (Math.PI / 180);
    }

    /// <summary>The size that holds all of the turned image; in float32, as PyTorch has it.</summary>
    public (long Height, long Width) OutputSize(Shape image)
    {
        float right = image[^1] * 0.5f, below = image[^2] * 0.5f;
        return (Length((float)D, (float)E, (float)F, below), Length((float)A, (float)B, (float)C, right));

        long Length(float byX, float byY, float constant, float half)
        {
            float least = float.PositiveInfinity, most = float.NegativeInfinity;
            foreach (float x in (ReadOnlySpan<float>)[-right, right])
                foreach (float y in (ReadOnlySpan<float>)[-below, below])
                {
                    float place = MathF.FusedMultiplyAdd(y, byY, x * byX) + constant;
                    (least, most) = (MathF.Min(least, place), MathF.Max(most, place));
                }
            // Cut to 1e-4, lest 16.000001 become 17.
            const float Step = 1e-4f;
            return (long)(MathF.Ceiling(MathF.Truncate((most + half) / Step) * Step)
                - MathF.Floor(MathF.Truncate((least + half) / Step) * Step));
        }
    }
}
