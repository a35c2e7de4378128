namespace NativeTorch.Generators.Tests;

/// <summary>What would silently not be trained is a compile error.</summary>
public class DiagnosticTests
{
    [Theory]
    [InlineData("class Net : Module { Linear fc = null!; }", "NT1001")]
    [InlineData("class Net : Linear { public Net() : base(1, 1) { } Linear fc = null!; }", "NT1001")]
    [InlineData("class Outer { partial class Net : Module { Linear fc = null!; } }", "NT1001")]
    [InlineData("file partial class Net : Module { Linear fc = null!; }", "NT1007")]
    [InlineData("partial class Net(Linear[] layers) : Module { int Count => layers.Length; }", "NT1002")]
    [InlineData("partial class Net : Module { Block block = null!; } class Block { Linear a = null!; }", "NT1002")]
    [InlineData("partial class Net : Module { Block block; } struct Block { List<Linear> a; Block[] blocks; }", "NT1002")]
    [InlineData("partial class Net<T> : Module where T : Module { T[] layers = []; }", "NT1002")]
    public void A_class_that_cannot_be_completed_is_an_error(string source, string expected) => Expect(expected, source);

    [Theory]
    [InlineData("Linear[] layers = [];")]
    [InlineData("Linear[][] layers = [];")]
    [InlineData("ILayer[] layers = [];")]
    [InlineData("List<Linear> layers = [];")]
    [InlineData("readonly List<Module> layers = [];")]
    [InlineData("IReadOnlyList<ILayer> layers = [];")]
    [InlineData("IEnumerable<Parameter> weights = [];")]
    [InlineData("Parameter[] weights = [];")]
    [InlineData("Dictionary<string, Linear> layers = [];")]
    [InlineData("(Linear, Linear) pair;")]
    [InlineData("(Linear A, int B)? pair;")]
    [InlineData("Lazy<Linear> lazy = null!;")]
    [InlineData("List<List<Linear>> layers = [];")]
    [InlineData("public List<Linear> Layers { get; } = [];")]
    public void Modules_in_a_container_are_an_error(string member) => Expect("NT1002", $"partial class Net : Module {{ {member} }}");

    [Theory]
    [InlineData("static readonly Linear shared = null!;", "NT1003")]
    [InlineData("Linear fc = null!; public Linear Fc { get; } = null!;", "NT1004")]
    [InlineData("[RegisterAs(\"a.b\")] Linear fc = null!;", "NT1005")]
    [InlineData("Linear _ = null!;", "NT1005")]
    [InlineData("[Buffer] int steps;", "NT1006")]
    [InlineData("[Buffer] Linear fc = null!;", "NT1006")]
    public void A_member_that_cannot_be_registered_is_an_error(string member, string expected) =>
        Expect(expected, $"partial class Net : Module {{ {member} }}");

    /// <summary>Where the generator is not referenced, the compiler says so, even of a class without layers.</summary>
    [Fact]
    public void A_module_without_the_generator_does_not_compile()
    {
        string error = Assert.Single(GeneratorRun.Of("partial class Net : Module { Linear fc = null!; }", withGenerator: false).Errors);
        Assert.StartsWith("CS0534", error);
        Assert.Contains("RegisterFields", error);
    }

    static void Expect(string id, string source)
    {
        string[] errors = GeneratorRun.Of(source).Errors;
        Assert.Contains(errors, e => e.StartsWith(id, StringComparison.Ordinal));
        Assert.DoesNotContain(errors, e => !e.StartsWith("NT", StringComparison.Ordinal) && !e.StartsWith("CS0534", StringComparison.Ordinal));
    }
}
