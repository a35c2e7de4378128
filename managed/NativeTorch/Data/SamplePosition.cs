namespace NativeTorch.Data;

/// <summary>Which sample of a batch an exception is about: written on the exception as it passes, so that its stack stays whole.</summary>
static class SamplePosition
{
    const string Key = "NativeTorch.Data.SamplePosition";

    /// <summary>For a filter: <c>catch (Exception e) when (SamplePosition.Note(e, at))</c> catches nothing.</summary>
    public static bool Note(Exception e, int position)
    {
        e.Data[Key] = position;
        return false;
    }

    /// <summary>For datasets made of others: the position that was noted, counted from another start.</summary>
    public static bool Shift(Exception e, int start) => Of(e) is { } position && Note(e, start + position);

    /// <summary>What was noted last; null where nothing was.</summary>
    public static int? Of(Exception e) => e.Data[Key] as int?;
}
