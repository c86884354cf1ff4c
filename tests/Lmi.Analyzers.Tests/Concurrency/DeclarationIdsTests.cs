using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>Ids that we put together are those that the compiler makes, and lead back to the symbol that they stand for.</summary>
public class DeclarationIdsTests
{
    private const string Source = """
        using System;
        using System.Collections.Generic;

        int top = 0;
        int Next() => top++;

        public interface IStore<T> { void Put(T a); int Size { get; } }
        public partial class Store(int first) : IStore<string>, IDisposable
        {
            static Store() { }
            public Store() : this(1) { }
            ~Store() { }
            void IStore<string>.Put(string a) { }
            int IStore<string>.Size => first;
            void IDisposable.Dispose() { }
            public object this[int i] { get => i; set { } }
            public (int A, string B) Pair;
            public nint Native; public dynamic? Any; public int? Maybe { get; set; }
            public event Action? Full; public event Action Custom { add { } remove { } }
            public void Take(nint a, dynamic b, int[] c, List<int> d, ref int e, in DateTime f, Missing g, string? h) { }
            public void Take(nint a) { } public void Take(Missing a) { } public void Take(DateTime a, Inner b) { } public void Take((int, int) a) { }
            public unsafe void Take(int* a, delegate*<int, void> b) { }
            public void Generic<U>(U a) { } public void Generic(int a) { }
            public static Store operator +(Store a, Store b) => a; public static implicit operator int(Store a) => 1; public static explicit operator long(Store a) => 1;
            partial void Hook(int a); partial void Hook(int a) { void Local(int b) { } Local(a); }
            public int @class; public int Ünï_код;
            public class Inner { public Inner(Store a) { } public Inner Next(Inner a) => a; public class Deep<V> { public V? Value; public Deep(Inner a) { } public void Do(V a, Deep<V> b) { } } }
            public void Twice() { } public void Twice() { } public int Twice;
        }
        public record Order(string Id, Store Store);
        public enum Kind { None, Some }
        public delegate void Handler(Store a);
        namespace System { public class Random { public int Own; public int Next() => Own; } }
        public static class Extensions { public static void Wipe(this Store a) { } extension(Store s) { public int Half => 1; public void Cut() { } } }
        """;

    [Fact]
    public void As_the_compiler_makes_them()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(static path => Path.GetFileName(path).StartsWith("System.")).Select(static path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Acme", [CSharpSyntaxTree.ParseText(Source)], platform, new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));
        var ids = new DeclarationIds(compilation);
        var symbols = All(compilation.Assembly.GlobalNamespace).Concat(All(compilation.GetTypeByMetadataName("System.Object")!.ContainingAssembly.GlobalNamespace)).ToList();

        Assert.All(symbols, symbol => Assert.Matches("^" + Regex.Escape(ids.Of(symbol)) + "(~.*)?$", DocumentationCommentId.CreateDeclarationId(symbol))); // the compiler appends what a method returns

        // Where the compiler's id leads back, ours does, and to the same symbol whether or not anybody has asked for that id before.
        var back = symbols.Take(2_000).Where(symbol => SymbolEqualityComparer.Default.Equals(symbol, DocumentationCommentId.GetFirstSymbolForDeclarationId(DocumentationCommentId.CreateDeclarationId(symbol)!, compilation))).ToList();
        var unasked = new DeclarationIds(compilation);
        Assert.All(back, symbol => Assert.Equal(symbol, ids.Symbol(ids.Of(symbol)), SymbolEqualityComparer.Default));
        Assert.All(symbols.Take(2_000), symbol => Assert.Equal(unasked.Symbol(ids.Of(symbol)), ids.Symbol(ids.Of(symbol)), SymbolEqualityComparer.Default));
        Assert.InRange(back.Count, 1_500, 2_000);
        Assert.InRange(symbols.Count, 20_000, int.MaxValue);
    }

    private static IEnumerable<ISymbol> All(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(static member => member switch
    {
        INamespaceSymbol inner => All(inner),
        INamedTypeSymbol inner => All(inner).Prepend(inner),
        IMethodSymbol { PartialImplementationPart: { } part } => [part, member],
        _ => [member],
    });
}
