using Lmi.Analyzers.Concurrency.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.TempFiles;

/// <summary>A shared file is created where it was seen to be missing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi2004CheckThenCreateFileAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.TempFiles.Rule(
        "LMI2004",
        "A shared file is checked for, then created",
        "'{0}' is created by '{1}' where it was seen to be missing, but another concurrent invocation sees it as soon as it exists and reads half of it: {2}",
        DiagnosticSeverity.Warning,
        "A file that is created when it is missing exists before it is complete. A concurrent invocation that looks in between finds it and reads half a file, and two that find it missing write it at once. Write to a unique name first and move the finished file into place.");

    public Lmi2004CheckThenCreateFileAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) => FileReport.Register(context, lmi, FileHazardKind.CheckThenCreate, s_rule);
}
