using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lmi.Analyzers.Rules.SharedState;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>What a user's knowledge file changes in what a rule reports: what is marked, or nothing. The library is compiled by itself: facts are about metadata.</summary>
public class UserFactsTests
{
    private const string Library = """
        using System;
        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }
        namespace Vendor
        {
            public static class Host { public static void Serve(Action<string> handler, Action<string> ready) { } }
            public class Worker { public Worker(Action<string> handler) { } }
            public abstract class Endpoint { }
            public class ServesAttribute : Attribute { }
            public class Table { public void Put(string row) { } }
            public static class Tables { public static void Fill(int count, Table table) { } }
        }
        """;

    [Theory]
    [InlineData("", false)]
    [InlineData("entry-point M:Vendor.Host.Serve parameter=handler https://vendor.dev", true)]
    [InlineData("entry-point M:Vendor.Host.Serve parameter=ready https://vendor.dev", false)]
    public Task A_method_that_takes_the_handler(string facts, bool isReported) => Verify(facts, isReported, """
        Vendor.Host.Serve(s => { {|LMI1001:State.Count[s]|} = 1; }, _ => { });
        static class State { public static readonly System.Collections.Generic.Dictionary<string, int> Count = new(); }
        """, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("", false)]
    [InlineData("entry-point M:Vendor.Worker.#ctor https://vendor.dev", true)]
    public Task A_constructor_that_takes_the_handler(string facts, bool isReported) => Verify(facts, isReported, """
        var worker = new Vendor.Worker(s => { {|LMI1001:State.Count[s]|} = 1; });
        static class State { public static readonly System.Collections.Generic.Dictionary<string, int> Count = new(); }
        """, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("", false)]
    [InlineData("entry-point T:Vendor.ServesAttribute kind=attribute https://vendor.dev", true)]
    public Task An_attribute_on_a_handler(string facts, bool isReported) => Verify(facts, isReported, """
        using System.Collections.Generic;
        class Program { static void Main() { } }
        class Function
        {
            private readonly Dictionary<string, int> _count = new();
            [Vendor.Serves] public void Handle(string s) => {|LMI1001:_count[s]|} = 1;
        }
        """, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("", false)]
    [InlineData("entry-point T:Vendor.Endpoint kind=controller https://vendor.dev", true)]
    public Task A_base_class_of_handlers(string facts, bool isReported) => Verify(facts, isReported, """
        using System.Collections.Generic;
        class Program { static void Main() { } }
        class Function : Vendor.Endpoint
        {
            private static readonly Dictionary<string, int> Count = new();
            public void Handle(string s) => {|LMI1001:Count[s]|} = 1;
        }
        """, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("", false)]
    [InlineData("collection T:Vendor.Table kind=other https://vendor.dev\nmutates M:Vendor.Table.Put https://vendor.dev", true)]
    public Task A_collection_and_its_mutator(string facts, bool isReported) => Verify(facts, isReported, Handler("{|LMI1001:_table.Put|}(s)"));

    [Theory]
    [InlineData("", false)]
    [InlineData("collection T:Vendor.Table kind=other https://vendor.dev\nmutates M:Vendor.Tables.Fill parameter=table https://vendor.dev", true)]
    public Task A_method_that_mutates_its_argument(string facts, bool isReported) => Verify(facts, isReported, Handler("Vendor.Tables.Fill(1, {|LMI1001:_table|})"));

    [Theory]
    [InlineData("", true)]
    [InlineData("!mutates M:System.Collections.Generic.List`1.Add", false)]
    [InlineData("!collection T:System.Collections.Generic.List`1", false)]
    [InlineData("thread-safe T:System.Collections.Generic.List`1 https://vendor.dev", false)]
    public Task A_shipped_fact_taken_back_or_overruled(string facts, bool isReported) => Verify(facts, isReported, Handler("{|LMI1001:_list.Add|}(s)"));

    private static string Handler(string statement) => $$"""
        using System.Collections.Generic;
        public class Function
        {
            private readonly Vendor.Table _table = new();
            private readonly List<string> _list = new();
            public void Handle(string s, Amazon.Lambda.Core.ILambdaContext context) => {{statement}};
        }
        """;

    private static async Task Verify(string facts, bool isReported, string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var test = new CSharpAnalyzerTest<Lmi1001SharedCollectionMutatedAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestCode = isReported ? source : source.Replace("{|LMI1001:", "").Replace("|}", ""),
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
        };
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll")
            .Select(path => MetadataReference.CreateFromFile(path))
            .ToList();
        test.TestState.OutputKind = kind;
        test.TestState.AdditionalReferences.AddRange(references);
        test.TestState.AdditionalProjects["Vendor"].Sources.Add(Library);
        test.TestState.AdditionalProjects["Vendor"].AdditionalReferences.AddRange(references);
        test.TestState.AdditionalProjectReferences.Add("Vendor");
        test.TestState.AdditionalFiles.Add(("/team.lmi.txt", facts));
        await test.RunAsync();
    }
}
