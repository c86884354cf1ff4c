using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Package;

/// <summary>A line of a user's knowledge file that says nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi0001KnowledgeLineAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Package.Rule(
        "LMI0001",
        "A line of a knowledge file cannot be used",
        "This line of the knowledge file is ignored: {0}",
        DiagnosticSeverity.Warning,
        "A knowledge file holds one fact a line: a verdict, a documentation id, optional name=value arguments, and the URL that the fact comes from. The other lines of the file still count.",
        WellKnownDiagnosticTags.CompilationEnd);

    public Lmi0001KnowledgeLineAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var line in lmi.Knowledge.BadLines)
            {
                end.ReportDiagnostic(Diagnostic.Create(s_rule, Location.Create(line.Path, line.Span, line.Lines), line.Reason));
            }
        });
}
