using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace NativeTorch.Tests.Docs;

/// <summary>That a member is documented at all the compiler sees to; here: what an op's documentation must hold.</summary>
public class OpDocsTests
{
    static readonly Dictionary<string, XElement> members = XDocument.Load(Path.ChangeExtension(typeof(Tensor).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);

    /// <summary>Ops: what gives tensors, and is a method of Tensor or stands in Torch, F or a class within Torch.</summary>
    static IEnumerable<MethodInfo> Ops() =>
        new[] { typeof(Tensor), typeof(Torch), typeof(F) }.Concat(typeof(Torch).GetNestedTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => !m.IsSpecialName && GivesTensors(m.ReturnType));

    static bool GivesTensors(Type type) => type == typeof(Tensor) || type == typeof(Tensor[])
        || (type.IsAssignableTo(typeof(ITuple)) && type.GetGenericArguments().Contains(typeof(Tensor)));

    public static TheoryData<string> Names() => [.. Ops().Select(Name).Distinct().Order(StringComparer.Ordinal)];

    static string Name(MethodInfo m) => $"{m.DeclaringType!.FullName!.Replace('+', '.')}.{m.Name}";

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_what_it_computes_and_what_PyTorch_calls_it(string name)
    {
        var documented = members.Where(m => m.Key == $"M:{name}" || m.Key.StartsWith($"M:{name}(", StringComparison.Ordinal)
            || m.Key.StartsWith($"M:{name}`", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(documented);
        foreach (var (id, doc) in documented)
        {
            if (doc.Element("inheritdoc")?.Attribute("cref")?.Value is { } other)
            {
                Assert.True(members.ContainsKey(other), $"{id} inherits from {other}, which has no documentation");
                continue;
            }
            Assert.False(string.IsNullOrWhiteSpace(doc.Element("summary")?.Value), $"{id} does not say what it computes");
            Assert.True(doc.Element("remarks")?.Value.Contains("PyTorch: ", StringComparison.Ordinal), $"{id} does not say what PyTorch calls it");
        }
    }
}
