using System.Globalization;
using System.Text.RegularExpressions;

namespace NativeTorch.IO.SafeTensors;

/// <summary>Writes tensors into several files and then their index, which makes them one checkpoint: until it is there, the old
/// ones are.</summary>
static partial class SafetensorsShards
{
    const string Extension = ".safetensors";

    public static void Write(string indexPath, KeyValuePair<string, Tensor>[] tensors, long maxShardSize,
        IReadOnlyDictionary<string, string>? metadata)
    {
        _ = SafetensorsHeader.Write(tensors, metadata); // names that repeat are found before anything is written
        List<ArraySegment<KeyValuePair<string, Tensor>>> shards = Divide(tensors, maxShardSize);
        var index = new SafetensorsIndex(indexPath, [], new Dictionary<string, string>
        {
            ["total_size"] = tensors.Sum(pair => TensorBytes.Of(pair.Value)).ToString(CultureInfo.InvariantCulture),
        });
        HashSet<string> old = OldFiles(index);
        string[] names = Names(index, shards.Count);
        try
        {
            foreach ((int i, ArraySegment<KeyValuePair<string, Tensor>> shard) in shards.Index())
            {
                Safetensors.Save(index.PathOf(names[i]), shard, metadata);
                foreach ((string name, _) in shard)
                    index.Files.Add(name, names[i]);
            }
            index.Write();
        }
        catch
        {
            foreach (string name in names)
                File.Delete(index.PathOf(name));
            throw;
        }
        foreach (string file in old)
            File.Delete(index.PathOf(file));
    }

    /// <summary>In their order, as many together as fit; one that is larger than a shard is a shard.</summary>
    static List<ArraySegment<KeyValuePair<string, Tensor>>> Divide(KeyValuePair<string, Tensor>[] tensors, long maxShardSize)
    {
        var shards = new List<ArraySegment<KeyValuePair<string, Tensor>>>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            long more = TensorBytes.Of(tensors[i].Value);
            if (i > begin && bytes + more > maxShardSize)
            {
                shards.Add(new(tensors, begin, i - begin));
                (begin, bytes) = (i, 0);
            }
            bytes += more;
        }
        shards.Add(new(tensors, begin, tensors.Length - begin));
        return shards;
    }

    /// <summary>Hugging Face's names, model-00001-of-00003.safetensors, with some letters of their own where such files are
    /// there already: they belong to the old index, which must stay right until the new one is there.</summary>
    static string[] Names(SafetensorsIndex index, int count)
    {
        string stem = Stem(index);
        for (string letters = ""; ; letters = $"-{Path.GetRandomFileName()[..8]}")
        {
            string[] names = [.. Enumerable.Range(1, count).Select(i => $"{stem}{letters}-{i:d5}-of-{count:d5}{Extension}")];
            if (!names.Any(name => File.Exists(index.PathOf(name))))
                return names;
        }
    }

    /// <summary>The files of the index that will be replaced, if they bear the names that this class gives.</summary>
    static HashSet<string> OldFiles(SafetensorsIndex index)
    {
        if (!File.Exists(index.Path))
            return [];
        string stem = Stem(index);
        try
        {
            return [.. SafetensorsIndex.Read(index.Path).Files.Values
                .Where(file => file.StartsWith(stem, StringComparison.Ordinal) && Numbered().IsMatch(file.AsSpan(stem.Length)))];
        }
        catch (CheckpointFormatException)
        {
            return []; // what is no index names no files
        }
    }

    static string Stem(SafetensorsIndex index) => Path.GetFileName(index.Path)[..^(Extension + SafetensorsIndex.Suffix).Length];

    public static bool IsIndexName(string path) =>
        path.EndsWith(Extension + SafetensorsIndex.Suffix, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(-[a-z0-9]{8})?-\d{5,}-of-\d{5,}\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
