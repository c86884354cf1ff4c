using Lmi.Analyzers.Concurrency.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.TempFiles;

/// <summary>Files or directories are deleted that other invocations may be using.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi2003SharedDirectoryClearedAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.TempFiles.Rule(
        "LMI2003",
        "A shared directory is cleared",
        "'{0}' may be in use by other concurrent invocations when '{1}' deletes it: {2}",
        DiagnosticSeverity.Warning,
        "Many invocations run at once in one execution environment, and /tmp is one directory for all of them. Clearing it, or a directory in it that all invocations share, takes the files away that others are still working on. Give each invocation a directory of its own and delete that.");

    public Lmi2003SharedDirectoryClearedAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) => FileReport.Register(context, lmi, FileHazardKind.SharedDeleted, s_rule);
}
