namespace NativeTorch;

/// <summary>LAPACK's routines for least squares.</summary>
public enum LstsqDriver
{
    /// <summary>QR, for matrices of full rank.</summary>
    Gels = 0,

    /// <summary>QR with column pivoting.</summary>
    Gelsy = 1,

    /// <summary>Singular values, by divide and conquer.</summary>
    Gelsd = 2,

    /// <summary>Singular values.</summary>
    Gelss = 3,
}
