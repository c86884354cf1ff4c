using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Package;

/// <summary>An option that is set to something it cannot be. The compiler does not say where options come from, so the message names the key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi0002OptionValueAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Package.Rule(
        "LMI0002",
        "An option has a value that it cannot take",
        "'{0}' is set to '{1}', which it cannot be; it counts as not set. It can be {2}.",
        DiagnosticSeverity.Warning,
        "Options of Lmi.Analyzers are set as MSBuild properties or .editorconfig keys. A value that an option cannot take is ignored.",
        WellKnownDiagnosticTags.CompilationEnd);

    public Lmi0002OptionValueAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var option in LmiOptions.All)
            {
                foreach (var (name, value) in option.Invalid(end.Options.AnalyzerConfigOptionsProvider, end.Compilation.SyntaxTrees))
                {
                    end.ReportDiagnostic(Diagnostic.Create(s_rule, Location.None, name, value, option.Values));
                }
            }
        });
}
