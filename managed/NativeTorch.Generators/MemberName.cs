using System.Text;

namespace NativeTorch.Generators;

/// <summary>PyTorch's name of a C# member: <c>conv1</c> and <c>_conv1</c> are "conv1", <c>RunningMean</c> is "running_mean".</summary>
static class MemberName
{
    public static string Of(string member)
    {
        string text = member.TrimStart('_');
        var name = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (StartsWord(text, i))
                name.Append('_');
            name.Append(char.ToLowerInvariant(text[i]));
        }
        return name.ToString();
    }

    /// <summary>At a capital after a small letter or a digit (inProj), or at the last capital of a run (HTTPNet: http_net).</summary>
    static bool StartsWord(string text, int i)
    {
        if (i == 0 || !char.IsUpper(text[i]) || text[i - 1] == '_')
            return false;
        return !char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]));
    }
}
