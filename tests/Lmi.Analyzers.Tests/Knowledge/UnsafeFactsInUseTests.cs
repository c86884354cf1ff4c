using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Lmi.Analyzers.Rules.SharedState;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>Shipped facts about types that serve one thread at a time: a field of a handler object, one use of it, and whether LMI1004 says anything.</summary>
public class UnsafeFactsInUseTests
{
    [Theory]
    [InlineData("XDocument _c = XDocument.Load(\"a.xml\");", "_c.Root.Add(new XElement(\"b\"));", true)]
    [InlineData("XElement _c = XElement.Load(\"a.xml\");", "_c.SetAttributeValue(\"b\", s);", true)]
    [InlineData("XElement _c = XElement.Load(\"a.xml\");", "_ = _c.Elements(s).FirstOrDefault()?.Value;", false)]
    [InlineData("XmlDocument _c = new();", "_c.LoadXml(s);", true)]
    [InlineData("XmlDocument _c = new();", "_ = _c.SelectSingleNode(s)?.InnerText;", false)]
    [InlineData("XmlNamespaceManager _c = new(new NameTable());", "_c.AddNamespace(s, s);", true)]
    [InlineData("XmlNamespaceManager _c = new(new NameTable());", "new XmlDocument().SelectNodes(s, _c);", false)]
    [InlineData("Stopwatch _c = Stopwatch.StartNew();", "_c.Restart();", true)]
    [InlineData("Stopwatch _c = Stopwatch.StartNew();", "_ = _c.Elapsed;", false)]
    [InlineData("AesGcm _c = new(new byte[16], 16);", "_c.Encrypt(new byte[12], new byte[1], new byte[1], new byte[16]);", true)]
    [InlineData("RSA _c = RSA.Create();", "_c.SignData(new byte[1], HashAlgorithmName.SHA256, RSASignaturePadding.Pss);", false)]
    [InlineData("SHA256 _c = SHA256.Create();", "_c.ComputeHash(new byte[1]);", true)]
    [InlineData("HttpContent _c = new StringContent(\"\");", "new HttpClient().PostAsync(s, _c);", false)]
    [InlineData("HttpRequestMessage _c = new();", "new HttpClient().SendAsync(_c);", true)]
    public async Task A_use_of_what_is_shared(string field, string use, bool isReported)
    {
        var source = $$"""
            using System.Diagnostics; using System.Linq; using System.Net.Http; using System.Security.Cryptography; using System.Xml; using System.Xml.Linq;
            public class Function
            {
                private readonly {{field}}
                public void Handle(string s, Amazon.Lambda.Core.ILambdaContext context) { {{use}} }
            }
            """;
        var compilation = CSharpCompilation.Create("Function", [CSharpSyntaxTree.ParseText(source)], FactsInUseTests.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new Lmi1004NotThreadSafeInstanceSharedAnalyzer());
        var reported = await compilation.WithAnalyzers(analyzers, new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync();

        Assert.Equal(isReported, reported.Length > 0);
    }
}
