using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace NativeTorch.Data;

/// <summary>One file from one mirror, in as many attempts as it may take.</summary>
sealed class MirrorDownload(HttpClient client, DownloadOptions options, Uri mirror, PartFile part, Checksum? checksum)
{
    bool isResumed; // whether the part is of several answers, which may have been of several versions

    /// <summary>Is told the bytes that are there and those that will be.</summary>
    public Action<long, long?>? Report { get; init; }

    /// <summary>Completes the part. Returns null, or what was wrong at last.</summary>
    public async Task<Exception?> RunAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await FetchAsync(cancellationToken).ConfigureAwait(false);
                CompareChecksum();
                return null;
            }
            catch (MirrorException e) when (e.IsFinal || attempt == options.Attempts)
            {
                return e;
            }
            catch (MirrorException)
            {
                await Task.Delay(attempt * options.RetryDelay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    async Task FetchAsync(CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(options.Timeout);
        try
        {
            using HttpRequestMessage request = Request();
            using HttpResponseMessage response =
                await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idle.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && IsWhole())
                return; // an earlier download ended just before the part was put into its place
            long? total = Accept(response);
            using Stream body = await response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
            await CopyAsync(body, total, idle).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new MirrorException(e.Message, isFinal: false, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = options.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new MirrorException($"nothing came for {seconds} s after {part.Length} bytes", isFinal: false, e);
        }
    }

    HttpRequestMessage Request()
    {
        // A part of which neither the server nor a checksum can tell whether the rest fits is of no use.
        if (part.Length > 0 && (part.Url != mirror || (part.Condition is null && checksum is null)))
            part.Clear();
        var request = new HttpRequestMessage(HttpMethod.Get, mirror);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            request.Headers.IfRange = part.Condition;
        }
        return request;
    }

    /// <summary>Looks at an answer's header and makes the part ready for its body. Returns the size of the whole, if the server says
    /// it.</summary>
    long? Accept(HttpResponseMessage response)
    {
        string? validator = PartFile.ValidatorOf(response);
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent:
                ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
                if (part.Length == 0 || range is not { Unit: "bytes" } || range.From != part.Length)
                    throw StartAnew($"it was asked for bytes from {part.Length} on and sent \"{range}\"");
                if ((validator ?? part.Validator) != part.Validator)
                    throw StartAnew($"it sent bytes from {part.Length} on of version {validator} instead of {part.Validator}");
                isResumed = true;
                return Bounded(range.Length);
            case HttpStatusCode.OK:
                isResumed = false;
                part.Begin(mirror, validator);
                return Bounded(response.Content.Headers.ContentLength);
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                throw StartAnew($"it has no bytes from {part.Length} on");
            default:
                int status = (int)response.StatusCode;
                throw new MirrorException($"{status} {response.ReasonPhrase}", isFinal: status is not (408 or 429) && status < 500);
        }
    }

    async Task CopyAsync(Stream body, long? total, CancellationTokenSource idle)
    {
        var buffer = new byte[1 << 16];
        Report?.Invoke(part.Length, total);
        while (await ReadAsync(body, buffer, idle.Token).ConfigureAwait(false) is var read and > 0)
        {
            idle.CancelAfter(options.Timeout);
            await part.AppendAsync(buffer.AsMemory(0, read), idle.Token).ConfigureAwait(false);
            Bounded(part.Length);
            Report?.Invoke(part.Length, total);
        }
        if (total > part.Length)
            throw new MirrorException($"it ended after {part.Length} of {total} bytes", isFinal: false);
        if (total < part.Length)
            throw StartAnew($"it sent {part.Length} bytes and said {total}");
    }

    /// <summary>A connection that fails is the mirror's fault; a file that cannot be written is not.</summary>
    async Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new MirrorException($"{e.Message} after {part.Length} bytes", isFinal: false, e);
        }
    }

    bool IsWhole() => checksum is not null && part.Sum(checksum) == checksum.Hex;

    void CompareChecksum()
    {
        if (checksum is null || part.Sum(checksum) is var found && found == checksum.Hex)
            return;
        // Versions may have been mixed; a second whole answer would be the same again.
        throw StartAnew($"{checksum.Describe(found)} instead of {checksum.Hex}", isFinal: !isResumed);
    }

    long? Bounded(long? bytes) => !(bytes > options.MaxBytes) ? bytes
        : throw StartAnew($"{bytes} bytes, and at most {options.MaxBytes} are taken", isFinal: true);

    MirrorException StartAnew(string problem, bool isFinal = false)
    {
        part.Clear();
        return new MirrorException(problem, isFinal);
    }
}
