using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NativeTorch.Tests.Data;

/// <summary>A server for HTTP on this machine that does what a test says, byte by byte.</summary>
sealed class FileServer : IDisposable
{
    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The first byte that is asked for; 0 without a range.</summary>
        public int From => Headers.TryGetValue("range", out string? range) ? int.Parse(range["bytes=".Length..].TrimEnd('-')) : 0;

        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Func<Request, Stream, Task> answer;

    /// <param name="answer">Writes the answer to a request, with its header; then the connection is closed.</param>
    public FileServer(Func<Request, Stream, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<Request> Requests { get; } = [];

    public Uri this[string path] => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{path}");

    /// <summary>Sends a header and some bytes.</summary>
    public static async Task Send(Stream to, string status, byte[] body, params string[] headers)
    {
        string head = $"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        await to.WriteAsync(Encoding.ASCII.GetBytes(head));
        await to.WriteAsync(body);
    }

    /// <summary>Sends a file from where the request wants it, as a server does that knows ranges.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="to">Where the answer goes.</param>
    /// <param name="file">The file.</param>
    /// <param name="tag">Its version.</param>
    /// <param name="most">After how many bytes the connection breaks.</param>
    public static Task SendFile(Request request, Stream to, byte[] file, string tag = "v1", int most = int.MaxValue)
    {
        bool isRange = request.Header("range") is not null && (request.Header("if-range") ?? $"\"{tag}\"") == $"\"{tag}\"";
        if (!isRange)
            return Send(to, "200 OK", file[..Math.Min(most, file.Length)], $"Content-Length: {file.Length}", $"ETag: \"{tag}\"");
        if (request.From >= file.Length)
            return Send(to, "416 Range Not Satisfiable", [], $"Content-Range: bytes */{file.Length}", "Content-Length: 0");
        byte[] part = file[request.From..];
        return Send(to, "206 Partial Content", part[..Math.Min(most, part.Length)], $"Content-Length: {part.Length}",
            $"Content-Range: bytes {request.From}-{file.Length - 1}/{file.Length}", $"ETag: \"{tag}\"");
    }

    public void Dispose() => listener.Stop();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // the listener was stopped
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                Request request = await ReadAsync(stream);
                Requests.Enqueue(request);
                await answer(request, stream);
            }
            catch (IOException)
            {
                // the other side went away
            }
        }
    }

    static async Task<Request> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync() ?? "GET / HTTP/1.1").Split(' ')[1].TrimStart('/');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        return new(path, headers);
    }
}
