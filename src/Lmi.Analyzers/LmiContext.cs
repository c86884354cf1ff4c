using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Lmi.Analyzers.Concurrency;
using Lmi.Analyzers.Concurrency.Files;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers;

/// <summary>What all rules share for one compilation: knowledge, options, the concurrency model.</summary>
internal sealed class LmiContext
{
    private static readonly ConditionalWeakTable<Compilation, List<LmiContext>> s_contexts = new();

    private readonly AnalyzerOptions _options;
    private int _collectors;

    private LmiContext(Compilation compilation, AnalyzerOptions options, AnalysisScope scope, CancellationToken cancellationToken)
    {
        _options = options;
        Knowledge = KnowledgeBase.WithUserFiles(options.AdditionalFiles, cancellationToken);
        var configured = ConfiguredHandlers.Read(options.AdditionalFiles, cancellationToken)
            .Where(h => h.Assembly == compilation.AssemblyName)
            .Select(h => (h.Type, h.Method));
        Concurrency = new ConcurrencyModel(compilation, Knowledge, scope, System.Collections.Immutable.ImmutableArray.CreateRange(configured), RootsOf(compilation, options));
    }

    private static FileRoots RootsOf(Compilation compilation, AnalyzerOptions options) => new(
        LmiOptions.TempRoots.Read(options.AnalyzerConfigOptionsProvider, compilation.SyntaxTrees), LmiOptions.RelativePaths.Read(options.AnalyzerConfigOptionsProvider, compilation.SyntaxTrees));

    public KnowledgeBase Knowledge { get; }

    public ConcurrencyModel Concurrency { get; }

    /// <summary>The context of a compilation, or null when nothing in it can run on Lambda or the user has switched us off.</summary>
    public static LmiContext? For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var scope = LmiOptions.Scope.Read(options.AnalyzerConfigOptionsProvider, compilation.SyntaxTrees);
        if (scope == AnalysisScope.Off || scope == AnalysisScope.Auto && !UsesLambda(compilation, cancellationToken))
        {
            return null;
        }

        var contexts = s_contexts.GetOrCreateValue(compilation);
        lock (contexts)
        {
            var known = contexts.Find(c => c._options.Equals(options));
            if (known == null)
            {
                contexts.Add(known = new LmiContext(compilation, options, scope, cancellationToken));
            }

            return known;
        }
    }

    /// <summary>Calls a rule for each tree, after the driver has handed over the bodies that it binds.</summary>
    public void RegisterTreeAction(CompilationStartAnalysisContext context, Action<TreeAnalysis> action)
    {
        CollectSummaries(context);
        context.RegisterSemanticModelAction(c => action(new TreeAnalysis(c)));
    }

    /// <summary>Only the first rule of a compilation needs to.</summary>
    private void CollectSummaries(CompilationStartAnalysisContext context)
    {
        if (Interlocked.Increment(ref _collectors) == 1)
        {
            context.RegisterOperationBlockAction(c => Concurrency.Summaries.Collect(c.OwningSymbol, c.OperationBlocks));
        }
    }

    private static bool UsesLambda(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name.StartsWith("Amazon.Lambda", StringComparison.Ordinal))
            {
                return true;
            }
        }

        if (compilation.GetTypesByMetadataName("Amazon.Lambda.Core.ILambdaContext").Length > 0)
        {
            return true;
        }

        // A package that is not restored is still named by the code.
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax unit)
            {
                foreach (var directive in unit.Usings)
                {
                    if (directive.Name is QualifiedNameSyntax name && name.ToString().StartsWith("Amazon.Lambda", StringComparison.Ordinal))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
