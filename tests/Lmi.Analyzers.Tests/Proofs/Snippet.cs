using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>A case that can be run; the temporary directory that its code was led to.</summary>
internal sealed record CompiledCase(byte[] Assembly, string TempDirectory);

/// <summary>The source of a case before and after a fix.</summary>
internal sealed record Snippet(Project Unfixed, Project Fixed, string FixedSource)
{
    /// <summary>What a case may use without saying so. The concurrent collections are not among it: a fix has to bring them.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Amazon.Lambda.Core;
        """;

    /// <summary>Gives way to other threads, or to other schedules where Coyote has rewritten it.</summary>
    private const string Window = """
        public static partial class Window
        {
            public static void Open()
            {
                if (Random.Shared.Next(16) == 0)
                {
                    Thread.Sleep(1);
                }
                else
                {
                    Thread.Yield();
                }
            }
        }
        """;

    private const string ExploredWindow = "public static partial class Window { public static void Open() => Microsoft.Coyote.Runtime.SchedulingPoint.Interleave(); }";

    /// <summary>What a case may call. None of it shares anything. Its file is named as generated code is: the rules report nothing in it.</summary>
    private const string Tools = """
        public static partial class Window
        {
            public static T Wide<T>(T value)
            {
                Open();
                return value;
            }

            public static async Task OpenAsync() => await Task.Delay(1);
        }

        public static class TempDirectory
        {
            public static string NewFile(string directory)
            {
                var path = Path.Combine(directory, Path.GetRandomFileName());
                File.Create(path).Dispose();
                return path;
            }
        }

        public sealed class Context(string awsRequestId) : ILambdaContext
        {
            public string AwsRequestId => awsRequestId;
            public IClientContext ClientContext => throw new NotSupportedException();
            public string FunctionName => "Case";
            public string FunctionVersion => "1";
            public ICognitoIdentity Identity => throw new NotSupportedException();
            public string InvokedFunctionArn => "";
            public ILambdaLogger Logger => throw new NotSupportedException();
            public string LogGroupName => "";
            public string LogStreamName => "";
            public int MemoryLimitInMB => 4096;
            public TimeSpan RemainingTime => TimeSpan.FromSeconds(30);
        }
        """;

    private const string WindowFile = "Window.g.cs";

    /// <summary>A defect of a fix that never ends is found here and not by the time limit of the suite.</summary>
    private const int MostFixes = 10;

    public static async Task<Snippet> FixedAsync<TFix>(string title, string source)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var references = Verify.Framework;
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Case", "Case", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: references.Add(Verify.StandIns).Add(await ExpensiveLibrary.ReferenceAsync())));
        project = project.AddDocument("Usings.cs", SourceText.From(Usings), filePath: "/0/Usings.cs").Project
            .AddDocument("Tools.g.cs", SourceText.From(Tools), filePath: "/0/Tools.g.cs").Project
            .AddDocument(WindowFile, SourceText.From(Window), filePath: "/0/" + WindowFile).Project;
        var document = project.AddDocument("Case.cs", SourceText.From(source), filePath: "/0/Case.cs");
        var solution = await FixedAsync(document.Project, new TFix(), title);
        return new Snippet(document.Project, solution.GetProject(project.Id)!, (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString());
    }

    private static async Task<Solution> FixedAsync(Project project, CodeFixProvider fix, string title)
    {
        var solution = project.Solution;
        for (var fixes = 0; ; fixes++)
        {
            var reported = await Verify.FullAsync((await solution.GetProject(project.Id)!.GetCompilationAsync())!);
            if (reported.FirstOrDefault(d => fix.FixableDiagnosticIds.Contains(d.Id)) is not { } diagnostic)
            {
                Assert.True(fixes > 0, $"{string.Join(", ", fix.FixableDiagnosticIds)} reports nothing in the case");
                Assert.Empty(reported.Where(static d => d.Severity >= DiagnosticSeverity.Warning));
                return solution;
            }

            Assert.True(fixes < MostFixes, "still reported: " + diagnostic);
            var actions = new List<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(
                solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            var chosen = actions.FirstOrDefault(a => a.Title.StartsWith(title, StringComparison.Ordinal));
            Assert.True(chosen != null, $"'{title}' is not offered; offered: {string.Join("; ", actions.Select(static a => a.Title))}");
            solution = (await chosen.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        }
    }

    /// <summary>Compiled against the stand-ins. What is explored is driven by code of its own, and its windows are steps of Coyote.</summary>
    public static async Task<CompiledCase> CompileAsync(Project project, bool isExplored = false)
    {
        if (isExplored)
        {
            project = project.Documents.Single(static d => d.Name == WindowFile).WithText(SourceText.From(ExploredWindow)).Project
                .AddDocument("Exploration.g.cs", SourceText.From(Exploration.Driver)).Project
                .AddMetadataReference(MetadataReference.CreateFromFile(typeof(Microsoft.Coyote.Runtime.SchedulingPoint).Assembly.Location));
        }

        var directory = Path.Combine(Path.GetTempPath(), "lmi-proof-" + Guid.NewGuid().ToString("N"));
        var compilation = (await project.GetCompilationAsync())!;
        foreach (var tree in compilation.SyntaxTrees)
        {
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(new PrivateTemp(directory).Visit(await tree.GetRootAsync())!, tree.Options));
        }

        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        return new CompiledCase(stream.ToArray(), directory);
    }
}
