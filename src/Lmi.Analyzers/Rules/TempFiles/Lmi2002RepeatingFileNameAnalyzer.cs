using Lmi.Analyzers.Concurrency.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.TempFiles;

/// <summary>A file is written whose path is the same for some invocations: one key, one retry, one tick.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi2002RepeatingFileNameAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.TempFiles.Rule(
        "LMI2002",
        "A repeating file name is written",
        "'{0}' can be the same file for two concurrent invocations (same key, a retry, one clock tick), and '{1}' writes it: {2}",
        DiagnosticSeverity.Info,
        "Data of the event, the request id and the time do not make a file name unique: two events name the same key, a retried event keeps its request id while the first attempt may still run, and two invocations start within one clock tick. Add a GUID to the name.");

    public Lmi2002RepeatingFileNameAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) => FileReport.Register(context, lmi, FileHazardKind.RepeatingWritten, s_rule);
}
