using System.Text;

namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds a text, which TensorBoard shows as Markdown.</summary>
    /// <param name="tag">Its name; "/text_summary" comes behind it.</param>
    /// <param name="textString">The text.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_text</c>.</remarks>
    public void AddText(string tag, string textString, long? globalStep = null, DateTimeOffset? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(textString);
        Add(globalStep, wallTime,
            SummaryMessage.Bytes($"{tag}/text_summary", Encoding.UTF8.GetBytes(textString), [1], SummaryMessage.Metadata("text")));
    }
}
