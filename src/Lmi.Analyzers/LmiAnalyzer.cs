using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers;

/// <summary>Base of every rule: nothing is registered in a project without Lambda, and everything else is one method.</summary>
public abstract class LmiAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<DiagnosticDescriptor> _rules;

    private protected LmiAnalyzer(params DiagnosticDescriptor[] rules) => _rules = ImmutableArray.Create(rules);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => _rules;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // No rule is asked about a generated file. For generated code in other files, see TreeAnalysis.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (LmiContext.For(start.Compilation, start.Options, start.CancellationToken) is { } lmi)
            {
                Register(start, lmi);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, LmiContext lmi);
}
