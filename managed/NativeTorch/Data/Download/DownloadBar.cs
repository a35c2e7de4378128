using NativeTorch.Logging;

namespace NativeTorch.Data;

/// <summary>A progress bar for downloads; where the output is no terminal, nothing is written.</summary>
/// <remarks>
/// <code>
/// using var bar = new DownloadBar();
/// await Mnist.DownloadAsync("data/mnist", progress: bar);
/// </code>
/// Each file, and each mirror that is asked for it, has a bar of its own. (PyTorch: <c>progress=True</c> of
/// <c>torch.hub.download_url_to_file</c>.)</remarks>
public sealed class DownloadBar : IProgress<DownloadProgress>, IDisposable
{
    const int Unit = 1024;

    readonly Lock guard = new();
    readonly ProgressOptions options;
    ProgressBar? bar;
    DownloadProgress last;

    /// <summary>A bar, which is shown with the first news.</summary>
    /// <param name="options">Where and how it is drawn; its unit is KB.</param>
    public DownloadBar(ProgressOptions? options = null) => this.options = (options ?? new ProgressOptions()) with { Unit = "KB" };

    /// <summary>Goes on to what has arrived.</summary>
    public void Report(DownloadProgress value)
    {
        lock (guard)
        {
            if (bar is null || value.FilePath != last.FilePath || value.Source != last.Source || value.TotalBytes != last.TotalBytes
                || value.BytesReceived < last.BytesReceived)
            {
                bar?.Dispose();
                bar = new ProgressBar(Path.GetFileName(value.FilePath), (value.TotalBytes + Unit - 1) / Unit, options);
                last = default;
            }
            bar.Step(Units(value.BytesReceived, value.TotalBytes) - Units(last.BytesReceived, last.TotalBytes));
            last = value;
        }
    }

    /// <summary>Draws the bar for the last time.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            bar?.Dispose();
            bar = null;
        }
    }

    // The last one is a whole one, so that the end is 100 %.
    static long Units(long bytes, long? total) => bytes == total ? (bytes + Unit - 1) / Unit : bytes / Unit;
}
