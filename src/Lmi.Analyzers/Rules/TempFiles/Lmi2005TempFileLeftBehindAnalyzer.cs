using Lmi.Analyzers.Concurrency.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.TempFiles;

/// <summary>A temporary file of one invocation is written and never deleted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi2005TempFileLeftBehindAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.TempFiles.Rule(
        "LMI2005",
        "A temporary file is left behind",
        "'{1}' writes '{0}', a file of this invocation alone that nobody deletes, so /tmp fills while the execution environment lives: {2}",
        DiagnosticSeverity.Info,
        "An execution environment of Lambda Managed Instances lives for hours to days and serves many invocations at once. A temporary file that each of them leaves behind stays until /tmp is full. Delete it in a finally block, or open it with FileOptions.DeleteOnClose.");

    public Lmi2005TempFileLeftBehindAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) => FileReport.Register(context, lmi, FileHazardKind.LeftBehind, s_rule);
}
