using System;
using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Package;

/// <summary>A configuration file names a handler of this assembly that is not there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi0003UnknownHandlerAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Package.Rule(
        "LMI0003",
        "A configuration file names a handler that does not exist",
        "No handler '{0}::{1}' in assembly '{2}': Lambda could not start it",
        DiagnosticSeverity.Warning,
        "The handler string of a configuration file names a type and method of this assembly. Neither the function nor the analysis can start there when they do not exist.",
        WellKnownDiagnosticTags.CompilationEnd);

    public Lmi0003UnknownHandlerAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var handler in ConfiguredHandlers.Read(end.Options.AdditionalFiles, end.CancellationToken))
            {
                if (handler.Assembly == end.Compilation.AssemblyName && !Exists(handler, end.Compilation))
                {
                    end.ReportDiagnostic(Diagnostic.Create(s_rule, Location.Create(handler.Path, handler.Span, handler.Lines), handler.Type, handler.Method, handler.Assembly));
                }
            }
        });

    private static bool Exists(ConfiguredHandler handler, Compilation compilation)
    {
        if (handler.Type.EndsWith("_Generated", StringComparison.Ordinal))
        {
            return true; // written by the generator of Lambda Annotations, which may run after us
        }

        for (var type = compilation.Assembly.GetTypeByMetadataName(handler.Type); type != null; type = type.BaseType)
        {
            if (!type.GetMembers(handler.Method).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
