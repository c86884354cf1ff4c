using System;
using System.Linq;
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
        "A configuration file names an unknown handler",
        "No handler '{0}': {1}, so Lambda cannot start the function",
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
            if (end.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary)
            {
                return; // an executable brings its own bootstrap, and its handler string may say anything
            }

            foreach (var handler in ConfiguredHandlers.Read(end.Options.AdditionalFiles, end.CancellationToken))
            {
                if (handler.Assembly == end.Compilation.AssemblyName && WhyMissing(handler, end.Compilation) is { } reason)
                {
                    end.ReportDiagnostic(Diagnostic.Create(s_rule, Location.Create(handler.Path, handler.Span, handler.Lines), handler, reason));
                }
            }
        });

    /// <summary>What of the handler is not there; null when all is, or when it cannot be known.</summary>
    private static string? WhyMissing(ConfiguredHandler handler, Compilation compilation)
    {
        if (handler.Type.EndsWith("_Generated", StringComparison.Ordinal))
        {
            return null; // written by the generator of Lambda Annotations, which need not run where we do
        }

        if (compilation.Assembly.GetTypeByMetadataName(handler.Type) is not { } declared)
        {
            return $"there is no type '{handler.Type}'";
        }

        for (var type = declared; type != null; type = type.BaseType)
        {
            if (type.TypeKind == TypeKind.Error || type.GetMembers(handler.Method).Any(static member => member.Kind == SymbolKind.Method))
            {
                return null;
            }
        }

        return $"'{handler.Type}' has no method '{handler.Method}'";
    }
}
