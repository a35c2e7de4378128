namespace NativeTorch.Conformance.Checking;

enum Outcome { Passed, Failed, Skipped }

/// <summary>What became of one case.</summary>
/// <param name="Index">Its place in the file; -1 for the file as a whole.</param>
/// <param name="Detail">Why it failed or was skipped, in a line; a note where it passed in another way than by agreeing.</param>
/// <param name="Call">The arguments in short.</param>
/// <param name="Expected">What PyTorch answers, in short.</param>
/// <param name="HasGradient">Whether PyTorch's gradients were compared.</param>
/// <param name="Second">What became of the second derivative, where it was asked for.</param>
sealed record CaseResult(int Index, Outcome Outcome, string Detail = "", string Call = "", string Expected = "",
    bool HasGradient = false, SecondOrder Second = SecondOrder.NotChecked)
{
    /// <summary>The note of a call that PyTorch's parser refuses with a TypeError, and that no overload takes.</summary>
    public const string RefusedByType = "refused by its types";
}

/// <summary>What a check of the second derivative said.</summary>
enum SecondOrder { NotChecked, Agrees, Differs, Unsupported }
