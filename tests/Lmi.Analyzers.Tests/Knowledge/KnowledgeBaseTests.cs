using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>Which symbol a fact is about.</summary>
public class KnowledgeBaseTests
{
    private const string Source = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;

        namespace Acme;

        public interface IStore { void Put(int a); void Put(string a); object this[int i] { get; set; } int Size { get; } event Action Full; }
        public class Store : IStore
        {
            public virtual void Put(int a) { }
            void IStore.Put(string a) { }
            public object this[int i] { get => this; set { } }
            public int Size => 0;
            public event Action Full { add { } remove { } }
            public void Other<T>() { }
            public void Other() { }
        }
        public class Derived : Store { public override void Put(int a) { } }
        public class Orders : List<int> { }
        public class Box<T> where T : Orders { public T Value; }
        public static class Extensions { public static void Wipe<T>(this List<T> rows) { } }
        public static class Uses
        {
            public static void All(List<string> list) { list.Wipe(); list.First(); list.Add(""); }
        }
        """;

    private static readonly CSharpCompilation s_compilation = CSharpCompilation.Create(
        "Acme",
        [CSharpSyntaxTree.ParseText(Source)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.")).Select(path => MetadataReference.CreateFromFile(path)));

    [Fact]
    public void Without_a_parameter_list_a_fact_covers_every_overload()
    {
        var knowledge = With("mutates M:Acme.IStore.Put https://acme.dev");

        Assert.All(Members("IStore", "Put"), put => Assert.NotNull(knowledge.Find(Verdict.Mutates, put)));
    }

    [Fact]
    public void With_a_parameter_list_a_fact_covers_one_overload_and_wins()
    {
        var knowledge = With("mutates M:Acme.IStore.Put parameter=all https://acme.dev\nmutates M:Acme.IStore.Put(System.String) parameter=one https://acme.dev");

        Assert.Equal(["all", "one"], Members("IStore", "Put").Select(put => knowledge.Find(Verdict.Mutates, put)?.Argument("parameter")));
    }

    [Fact]
    public void Empty_parentheses_mean_the_overload_without_parameters()
    {
        var knowledge = With("mutates M:Acme.Store.Other() https://acme.dev");

        Assert.Equal([false, true], Members("Store", "Other").Select(other => knowledge.Is(Verdict.Mutates, other)));
    }

    [Fact]
    public void A_constructed_type_or_member_answers_by_its_definition()
    {
        var knowledge = KnowledgeBase.Shipped;
        var add = Called("Add");

        Assert.Equal("string", add.ContainingType.TypeArguments[0].ToDisplayString());
        Assert.NotNull(knowledge.Find(Verdict.Mutates, add));
        Assert.NotNull(knowledge.Find(Verdict.Collection, add.ContainingType));
    }

    [Fact]
    public void An_extension_method_called_on_its_receiver_answers_as_itself()
    {
        var knowledge = With("mutates M:Acme.Extensions.Wipe parameter=rows https://acme.dev");

        Assert.NotNull(knowledge.Find(Verdict.Mutates, Called("Wipe")));
        Assert.NotNull(knowledge.Find(Verdict.Element, Called("First")));
    }

    [Fact]
    public void An_accessor_answers_for_its_property()
    {
        var knowledge = With("mutates P:Acme.Store.Item https://acme.dev\nmutates E:Acme.Store.Full https://acme.dev");
        var indexer = Members("Store", "this[]").OfType<IPropertySymbol>().Single();

        Assert.NotNull(knowledge.Find(Verdict.Mutates, indexer));
        Assert.NotNull(knowledge.Find(Verdict.Mutates, indexer.SetMethod!));
        Assert.NotNull(knowledge.Find(Verdict.Mutates, Members("Store", "Full").OfType<IEventSymbol>().Single().AddMethod!));
    }

    [Fact]
    public void Another_verdict_or_name_is_unknown()
    {
        var knowledge = With("mutates M:Acme.IStore.Put https://acme.dev");

        Assert.Null(knowledge.Find(Verdict.Element, Members("IStore", "Put").First()));
        Assert.Null(knowledge.Find(Verdict.Mutates, Members("Store", "Other").First()));
        Assert.Null(knowledge.Find(Verdict.Mutates, Members("Store", "Put").First()));
    }

    [Fact]
    public void A_type_inherits_from_base_classes_and_interfaces_and_a_type_parameter_from_its_constraints()
    {
        var knowledge = With("thread-safe T:Acme.IStore https://acme.dev");

        Assert.NotNull(knowledge.FindInherited(Verdict.ThreadSafe, Type("Derived")));
        Assert.Equal("list", knowledge.FindInherited(Verdict.Collection, Type("Orders"))?.Argument("kind"));
        Assert.NotNull(knowledge.FindInherited(Verdict.Collection, Type("Box`1").TypeParameters[0]));
        Assert.Null(knowledge.FindInherited(Verdict.Collection, Type("Store")));
        Assert.Null(knowledge.FindInherited(Verdict.ThreadSafe, s_compilation.CreateArrayTypeSymbol(Type("Orders"))));
    }

    [Fact]
    public void What_is_said_of_a_class_holds_against_its_interfaces_and_bases()
    {
        var knowledge = With("thread-safe T:Acme.Orders https://acme.dev");

        Assert.Null(knowledge.FindInherited(Verdict.Collection, Type("Orders")));
        Assert.Null(KnowledgeBase.Shipped.FindInherited(Verdict.Collection, s_compilation.GetTypeByMetadataName("System.Collections.Concurrent.ConcurrentDictionary`2")!));
        Assert.Null(KnowledgeBase.Shipped.FindInherited(Verdict.Collection, s_compilation.GetTypeByMetadataName("System.Collections.Immutable.ImmutableList`1")!));
        Assert.Null(KnowledgeBase.Shipped.FindInherited(Verdict.ThreadSafe, s_compilation.GetTypeByMetadataName("System.Data.DataTable")!));
    }

    [Fact]
    public void A_member_answers_for_what_it_overrides_and_implements()
    {
        var knowledge = With("per-invocation M:Acme.IStore.Put https://acme.dev\nper-invocation P:Acme.IStore.Item https://acme.dev\nper-invocation E:Acme.IStore.Full https://acme.dev");

        Assert.NotNull(knowledge.FindSlot(Verdict.PerInvocation, Members("Store", "Put").Single()));
        Assert.NotNull(knowledge.FindSlot(Verdict.PerInvocation, Members("Store", "Acme.IStore.Put").Single()));
        Assert.NotNull(knowledge.FindSlot(Verdict.PerInvocation, Members("Derived", "Put").Single()));
        Assert.NotNull(knowledge.FindSlot(Verdict.PerInvocation, Members("Store", "this[]").Single()));
        Assert.NotNull(knowledge.FindSlot(Verdict.PerInvocation, Members("Store", "Full").Single()));
        Assert.Null(knowledge.FindSlot(Verdict.PerInvocation, Members("Store", "Size").Single()));
    }

    [Theory]
    [InlineData("!mutates M:System.Collections.Generic.List`1.Add", false)]
    [InlineData("!mutates M:System.Collections.Generic.List`1.Add(`0)", false)]
    [InlineData("!mutates M:System.Collections.Generic.List`1.Add\nmutates M:System.Collections.Generic.List`1.Add https://acme.dev", true)]
    [InlineData("!element M:System.Collections.Generic.List`1.Add", true)]
    [InlineData("!mutates M:System.Collections.Generic.List`1.Clear", true)]
    public void A_user_retracts_a_shipped_fact(string text, bool isKnown) => Assert.Equal(isKnown, With(text).Is(Verdict.Mutates, Called("Add")));

    [Fact]
    public void A_user_replaces_a_shipped_fact()
    {
        var knowledge = With("collection T:System.Collections.Generic.List`1 kind=other https://acme.dev");

        Assert.Equal("other", knowledge.Find(Verdict.Collection, Called("Add").ContainingType)?.Argument("kind"));
        Assert.Equal("list", KnowledgeBase.Shipped.Find(Verdict.Collection, Called("Add").ContainingType)?.Argument("kind"));
    }

    [Fact]
    public void Only_files_named_lmi_txt_are_read_and_their_bad_lines_kept()
    {
        var knowledge = KnowledgeBase.WithUserFiles(
            [new Text("/a/notes.txt", "nonsense"), new Text("/a/Team.LMI.txt", "nonsense\nthread-safe T:Acme.Store https://acme.dev"), new Text("/a/gone.lmi.txt", null)],
            CancellationToken.None);

        Assert.Equal("/a/Team.LMI.txt", Assert.Single(knowledge.BadLines).Path);
        Assert.True(knowledge.Is(Verdict.ThreadSafe, Type("Store")));
    }

    private static KnowledgeBase With(string text) => KnowledgeBase.WithUserFiles([new Text("/team.lmi.txt", text)], CancellationToken.None);

    private static INamedTypeSymbol Type(string name) => s_compilation.GetTypeByMetadataName("Acme." + name)!;

    private static ImmutableArray<ISymbol> Members(string type, string name) => Type(type).GetMembers(name);

    private static IMethodSymbol Called(string name)
    {
        var tree = s_compilation.SyntaxTrees[0];
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single(node => node.Expression is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == name);
        return (IMethodSymbol)s_compilation.GetSemanticModel(tree).GetSymbolInfo(call).Symbol!;
    }

    private sealed class Text(string path, string? content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => content is null ? null : SourceText.From(content);
    }
}
