using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Process;

/// <summary>Asks the Lambda context for the trace id, or the trace provider where no context is at hand.</summary>
internal static class TraceIdFix
{
    /// <summary>Null when the referenced Amazon.Lambda.Core knows no trace id.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model || Read(request.Node) is not { } read)
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        string source;
        if (ContextName(read, model, cancellationToken) is { } context)
        {
            source = context + ".TraceId";
        }
        else if (IsAtStart(read))
        {
            return null; // no invocation is there to have one
        }
        else if (model.Compilation.GetTypesByMetadataName("Amazon.Lambda.Core.LambdaTraceProvider").Any(static t => t.GetMembers("CurrentTraceId").Any()))
        {
            source = edits.TypeName(request.Document.Id, model, read.SpanStart, "Amazon.Lambda.Core", "LambdaTraceProvider") + ".CurrentTraceId";
        }
        else
        {
            return null;
        }

        await edits.ReplaceAsync(request.Document.Id, read, current => SyntaxFactory.ParseExpression(source).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Is it read in a constructor, an initializer or a top-level statement?</summary>
    private static bool IsAtStart(SyntaxNode read) => Functions.Around(read) is null or ConstructorDeclarationSyntax;

    /// <summary>The whole read, with the cast that a table of objects needs.</summary>
    private static ExpressionSyntax? Read(SyntaxNode node)
    {
        var read = node.AncestorsAndSelf().Take(4).OfType<ExpressionSyntax>().FirstOrDefault(static n => n is InvocationExpressionSyntax or ElementAccessExpressionSyntax);
        return read?.Parent switch
        {
            CastExpressionSyntax cast => cast.Parent is ParenthesizedExpressionSyntax outer ? outer : cast,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } conversion => conversion.Parent is ParenthesizedExpressionSyntax outer ? outer : conversion,
            _ => read is ElementAccessExpressionSyntax && read.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Parent: InvocationExpressionSyntax text } ? text : read,
        };
    }

    /// <summary>The name of a parameter in scope that is a Lambda context with a trace id.</summary>
    private static string? ContextName(SyntaxNode read, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var function = Functions.Around(read); function is not null; function = Functions.Around(function))
        {
            foreach (var parameter in Functions.Symbol(function, model, cancellationToken)?.Parameters ?? System.Collections.Immutable.ImmutableArray<IParameterSymbol>.Empty)
            {
                if (parameter.Type.Name == "ILambdaContext" && parameter.Type.GetMembers("TraceId").Any())
                {
                    return parameter.Name;
                }
            }
        }

        return null;
    }
}
