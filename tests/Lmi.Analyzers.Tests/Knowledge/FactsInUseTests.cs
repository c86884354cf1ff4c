using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lmi.Analyzers.Rules.SharedState;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>Shipped facts at work: a field of a handler object, one use of it, and whether LMI1001 or LMI1002 says anything.</summary>
public class FactsInUseTests
{
    internal static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.") || name.StartsWith("Microsoft.AspNetCore.Http") || name.StartsWith("Microsoft.Extensions.")
                || name is "Newtonsoft.Json.dll" or "netstandard.dll" or "Amazon.Lambda.StandIns.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("List<int> _c = new();", "_c.Add(1);")]
    [InlineData("IList<int> _c = new List<int>();", "_c.Add(1);")]
    [InlineData("Orders _c = new(); class Orders : List<int>;", "_c.Add(1);")]
    [InlineData("NameValueCollection _c = new();", "_c[s] = s;")]
    [InlineData("JsonObject _c = new();", "_c[s] = 1;")]
    [InlineData("Newtonsoft.Json.Linq.JObject _c = new();", "_c[s] = 1;")]
    [InlineData("DataTable _c = new();", "_c.Clear();")]
    [InlineData("DataTable _c = new();", "_c.Rows.Add(1);")]
    [InlineData("DataTable _c = new();", "_c.Rows[0][0] = 1;")]
    [InlineData("byte[] _c = new byte[10];", "new System.IO.MemoryStream().Read(_c, 0, 10);")]
    [InlineData("int[] _c = new int[10];", "Array.Sort(_c, new int[10]);")]
    [InlineData("List<List<int>> _c = new();", "_c.First().Add(1);")]
    [InlineData("Dictionary<string, List<int>> _c = new();", "if (_c.TryGetValue(s, out var rows)) rows.Add(1);")]
    [InlineData("ConcurrentDictionary<string, List<int>> _c = new();", "_c[s].Add(1);")]
    [InlineData("ConcurrentDictionary<string, List<int>> _c = new();", "_c.GetOrAdd(s, _ => new()).Add(1);")]
    [InlineData("Lazy<List<int>> _c = new(() => new());", "_c.Value.Add(1);")]
    [InlineData("Lazy<Box> _c = new(() => new()); class Box { public int Number; }", "_c.Value.Number = 1;")]
    [InlineData("Task<List<int>> _c = Task.FromResult(new List<int>());", "_c.Result.Add(1);")]
    [InlineData("List<int> _c = new(); public IDisposable BeginScope<T>(T t) => null; public bool IsEnabled(LogLevel l) => true; public void Log<T>(LogLevel l, EventId e, T t, Exception x, Func<T, Exception, string> f) { }", "_c.Add(1);", "ILogger")]
    public Task A_write_to_what_is_shared_is_reported(string field, string use, string @base = "Root") => Verify(field, use, @base, isReported: true);

    [Theory]
    [InlineData("IDictionary<string, int> _c = new ConcurrentDictionary<string, int>();", "_c.Add(s, 1);")]
    [InlineData("ConcurrentQueue<int> _c = new();", "_c.Enqueue(1);")]
    [InlineData("List<int> _c = new();", "_c.GetRange(0, 1).Add(1);")]
    [InlineData("List<int> _c = new();", "_c.FindAll(x => x > 1).Add(1);")]
    [InlineData("List<int> _c = new();", "_c.Where(x => x > 1).ToList().Add(1);")]
    [InlineData("int[] _c = new int[10];", "Array.FindAll(_c, x => x > 1)[0] = 1;")]
    [InlineData("int[] _c = new int[10];", "Array.Sort(new int[10], _c.ToArray());")]
    [InlineData("ImmutableList<int> _c = ImmutableList<int>.Empty;", "_c.Add(1).ToBuilder().Add(2);")]
    [InlineData("ConcurrentQueue<List<int>> _c = new();", "if (_c.TryDequeue(out var rows)) rows.Add(1);")]
    [InlineData("AsyncLocal<List<int>> _c = new();", "_c.Value.Add(1);")]
    [InlineData("AsyncLocal<List<List<int>>> _c = new();", "_c.Value[0].Add(1);")]
    [InlineData("ThreadLocal<List<int>> _c = new();", "_c.Value.Add(1);")]
    [InlineData("HttpClient _c = new();", "_c.DefaultRequestHeaders.Accept.Add(null);")]
    [InlineData("JsonSerializerOptions _c = new();", "_c.Converters.Add(null);")]
    [InlineData("Microsoft.AspNetCore.Http.HttpContextAccessor _c = new();", "_c.HttpContext.Items[s] = 1;")]
    [InlineData("Microsoft.AspNetCore.Http.HttpContextAccessor _c = new();", "((List<int>)_c.HttpContext.Items[s]).Add(1);")]
    public Task What_is_safe_or_fresh_is_not(string field, string use) => Verify(field, use, "Root", isReported: false);

    private static async Task Verify(string field, string use, string @base, bool isReported)
    {
        var source = $$"""
            using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Collections.Immutable; using System.Collections.Specialized;
            using System.Data; using System.Linq; using System.Net.Http; using System.Text.Json; using System.Text.Json.Nodes; using System.Threading; using System.Threading.Tasks;
            using Microsoft.Extensions.Logging;
            public class Root { }
            public class Function : {{@base}}
            {
                private readonly {{field}}
                public void Handle(string s, Amazon.Lambda.Core.ILambdaContext context) { {{use}} }
            }
            """;
        var compilation = CSharpCompilation.Create("Function", [CSharpSyntaxTree.ParseText(source)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new Lmi1001SharedCollectionMutatedAnalyzer(), new Lmi1002SharedStateWrittenAnalyzer());
        var reported = await compilation.WithAnalyzers(analyzers, new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync();

        Assert.Equal(isReported, reported.Length > 0);
    }
}
