using System.Security.Cryptography;

namespace NativeTorch.Data;

/// <summary>Fetches the MNIST files. PyTorch: <c>torchvision.datasets.MNIST(download=True)</c>.</summary>
public static class MnistDownload
{
    static readonly string[] mirrors =
    [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "http://yann.lecun.com/exdb/mnist/",
    ];

    /// <summary>The official files' MD5 sums, which torchvision checks too: they find damage and stale mirrors.</summary>
    static readonly Dictionary<string, string> checksums = new()
    {
        ["train-images-idx3-ubyte"] = "f68b3c2dcbeaaa9fbdd348bbdeb94873",
        ["train-labels-idx1-ubyte"] = "d53e105ee54ea40749a09fcbcd1e9432",
        ["t10k-images-idx3-ubyte"] = "9fb629c4189551a2d022fa330f9573f3",
        ["t10k-labels-idx1-ubyte"] = "ec29112dd5afa0611ce80d1b7f02629c",
    };

    /// <summary>Downloads what <paramref name="directory"/> lacks (11 MB in all), from the first mirror that has it, and checks it.</summary>
    /// <remarks>A file appears under its name only when it is whole.</remarks>
    /// <param name="directory">Where the files go; it is created.</param>
    /// <param name="client">The client to use; null makes one.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="HttpRequestException">No mirror delivers a file with the right checksum; the message says what each did.</exception>
    public static async Task DownloadAsync(string directory, HttpClient? client = null, CancellationToken cancellationToken = default)
    {
        using HttpClient? own = client is null ? new HttpClient() : null;
        Directory.CreateDirectory(directory);
        foreach (string name in Mnist.Files)
        {
            string path = Path.Combine(directory, name);
            if (!File.Exists(path) && !File.Exists(path + ".gz"))
                await FetchAsync(client ?? own!, name, path + ".gz", cancellationToken).ConfigureAwait(false);
        }
    }

    static async Task FetchAsync(HttpClient client, string name, string path, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (string mirror in mirrors)
        {
            string part = $"{path}.{Guid.NewGuid():N}.part";
            try
            {
                string found = await SaveAsync(client, $"{mirror}{name}.gz", part, cancellationToken).ConfigureAwait(false);
                if (found == checksums[name])
                {
                    File.Move(part, path, overwrite: true);
                    return;
                }
                failures.Add($"{mirror}: MD5 {found} instead of {checksums[name]}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                failures.Add($"{mirror}: {e.Message}");
            }
            finally
            {
                File.Delete(part);
            }
        }
        throw new HttpRequestException($"{name}.gz could not be downloaded. {string.Join("; ", failures)}");
    }

    /// <summary>Writes a download to a file; returns its MD5 sum.</summary>
    static async Task<string> SaveAsync(HttpClient client, string url, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response =
            await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using FileStream file = new(path, FileMode.Create, FileAccess.ReadWrite);
        await body.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        file.Position = 0;
        return Convert.ToHexStringLower(await MD5.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }
}
