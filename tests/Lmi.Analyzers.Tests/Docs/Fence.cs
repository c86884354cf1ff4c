using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>A piece of code on a page that says what is true of it: <c>reported</c>, <c>clean</c> or <c>fixed</c>.</summary>
internal sealed record Fence(string Kind, string Code, int Start)
{
    private static readonly Regex s_fence = new("^```csharp(?: (.*?))?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);

    public static List<Fence> On(string page) =>
        s_fence.Matches(page).Select(static m => new Fence(m.Groups[1].Value, m.Groups[2].Value, m.Groups[2].Index)).ToList();

    /// <summary>Libraries of which the tests have no real one that runs on their framework.</summary>
    private bool UsesStandIns => Code.Contains("using Microsoft.EntityFrameworkCore;") || Code.Contains("using Microsoft.Extensions.ML;") || Code.Contains("using Tesseract;");

    /// <summary>What a <c>// LMI1001</c> at the end of a line announces, as <c>LMI1001 at 7</c>.</summary>
    public IEnumerable<string> Marks()
    {
        var lines = Code.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Regex.Match(lines[i], "// (LMI[0-9]{4})$") is { Success: true } mark)
            {
                yield return $"{mark.Groups[1].Value} at {i + 1}";
            }
        }
    }

    /// <summary>The code alone: a fix would keep the marks, as it keeps all comments.</summary>
    public Fence WithoutMarks() => this with { Code = Regex.Replace(Code, " // LMI[0-9]{4}$", "", RegexOptions.Multiline) };

    /// <summary>What all rules report; fails when the code does not compile.</summary>
    public async Task<IEnumerable<string>> ReportsAsync()
    {
        using var workspace = new AdhocWorkspace();
        var found = await Verify.FullAsync(await CompiledAsync(await OpenAsync(workspace)));
        return found.Select(static d => $"{d.Id} at {d.Location.GetLineSpan().StartLinePosition.Line + 1}");
    }

    /// <summary>The code after the fix that a light bulb offers first, for the first report that has one.</summary>
    public async Task<string> FixedAsync(IEnumerable<CodeFixProvider> fixes)
    {
        using var workspace = new AdhocWorkspace();
        var document = await OpenAsync(workspace);
        foreach (var diagnostic in await Verify.FullAsync(await CompiledAsync(document)))
        {
            var actions = new List<CodeAction>();
            foreach (var fix in fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            }

            if (actions.Count > 0)
            {
                var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
                var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
                return (await changed.GetTextAsync()).ToString();
            }
        }

        Assert.Fail("no fix is offered for\n" + Code);
        return "";
    }

    private async Task<Document> OpenAsync(AdhocWorkspace workspace)
    {
        var references = Verify.Framework;
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Page", "Page", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: references.Add(Verify.StandIns).AddRange(UsesStandIns ? [await Proofs.ExpensiveLibrary.ReferenceAsync()] : Verify.Models)));
        return project.AddDocument("Page.cs", SourceText.From(Code), filePath: "/page/Page.cs");
    }

    private static async Task<Compilation> CompiledAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        return compilation;
    }
}
