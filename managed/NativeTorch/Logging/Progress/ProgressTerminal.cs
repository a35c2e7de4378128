namespace NativeTorch.Logging;

/// <summary>A terminal's last line, which is drawn again and again, with the cursor hidden.</summary>
sealed class ProgressTerminal
{
    const string Hide = "\e[?25l", Show = "\e[?25h";
    const int UsualWidth = 80;

    static readonly List<ProgressTerminal> open = [];
    static bool isWatching;

    readonly Lock guard = new();
    readonly TextWriter output;
    readonly int? width;
    readonly bool takesCodes;
    int drawn;
    bool isClosed;

    ProgressTerminal(ProgressOptions options)
    {
        (output, width) = (OutputOf(options), options.Width);
        // Windows' old console shows codes as text, and says so by not being its new terminal.
        takesCodes = !OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("WT_SESSION") is not null;
        if (takesCodes)
            output.Write(Hide);
    }

    /// <summary>Characters that fit; the last column stays free, for some terminals begin a new line there.</summary>
    public int Width => (width ?? WindowWidth()) - 1;

    /// <summary>The terminal; null where the output is none.</summary>
    public static ProgressTerminal? Open(ProgressOptions options)
    {
        if (!(options.IsTerminal ?? (options.Output is null && !Console.IsErrorRedirected
            && Environment.GetEnvironmentVariable("TERM") != "dumb")))
            return null;
        var terminal = new ProgressTerminal(options);
        lock (open)
        {
            open.Add(terminal);
            if (!isWatching)
                Watch();
            isWatching = true;
        }
        return terminal;
    }

    /// <summary>Where a bar is drawn.</summary>
    public static TextWriter OutputOf(ProgressOptions options) => options.Output ?? Console.Error;

    /// <summary>Draws the line in place of the last one.</summary>
    public void Draw(string line)
    {
        lock (guard)
        {
            if (isClosed)
                return;
            output.Write("\r" + line.PadRight(drawn));
            output.Flush();
            drawn = line.Length;
        }
    }

    /// <summary>Empties the line.</summary>
    public void Clear()
    {
        Draw("");
        output.Write("\r");
    }

    /// <summary>Writes a line that stays.</summary>
    public void WriteLine(string text) => output.WriteLine(text);

    /// <summary>Draws the last line, or empties it where there is none, and shows the cursor.</summary>
    public void Close(string? lastLine)
    {
        if (lastLine is null)
            Clear();
        else
            Draw(lastLine);
        Restore(endLine: lastLine is not null);
        lock (open)
            open.Remove(this);
    }

    // A program that is stopped, or fails outside of any using, leaves a cursor that can be seen and a line that is done.
    static void Watch()
    {
        Console.CancelKeyPress += (_, _) => RestoreAll();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => RestoreAll();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RestoreAll();
    }

    static void RestoreAll()
    {
        ProgressTerminal[] all;
        lock (open)
            all = [.. open];
        foreach (ProgressTerminal terminal in all)
            terminal.Restore(endLine: true);
    }

    void Restore(bool endLine)
    {
        lock (guard)
        {
            if (isClosed)
                return;
            isClosed = true;
            if (endLine)
                output.WriteLine();
            if (takesCodes)
                output.Write(Show);
            output.Flush();
        }
    }

    static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is var columns and > 1 ? columns : UsualWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
