namespace NativeTorch;

/// <summary>Padding of a convolution by name instead of by number.</summary>
public enum ConvPadding
{
    /// <summary>None: only windows that lie inside the input.</summary>
    Valid,

    /// <summary>Such that the result has the input's size; goes with stride 1. An odd element stands behind.</summary>
    Same,
}
