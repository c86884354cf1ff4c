using Lmi.Analyzers.Concurrency.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.TempFiles;

/// <summary>A file whose path is the same for all invocations is written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi2001SharedFileWrittenAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.TempFiles.Rule(
        "LMI2001",
        "A shared file is written",
        "'{0}' is one file for all concurrent invocations, and '{1}' writes it: {2}",
        DiagnosticSeverity.Warning,
        "Many invocations run at once in one execution environment, and /tmp is one directory for all of them. A file whose name is a constant, a setting or made once for the process is written by several invocations at the same time: they fail on the locked file, or read what another one wrote. Give the name a GUID of the invocation, and delete the file when it is done with.");

    public Lmi2001SharedFileWrittenAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) => FileReport.Register(context, lmi, FileHazardKind.SameForAllWritten, s_rule);
}
