using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>One path may be spelled in several ways: as a literal, by a constant, by <c>Path.Combine</c>. Finds the expressions of a scope that name the same file.</summary>
internal static class PathSpelling
{
    /// <summary>Names that stand for names.</summary>
    private const int Deepest = 8;

    /// <summary>The others in the scope, outermost, in the order of the text; what a local says is found where the local gets it. None for a bare name, which may be a key as well.</summary>
    public static IReadOnlyList<ExpressionSyntax> OthersOf(ExpressionSyntax path, SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken)
    {
        var found = new List<ExpressionSyntax>();
        if (Of(path, model, cancellationToken) is not { } text || text.IndexOf('/') < 0)
        {
            return found;
        }

        foreach (var other in scope.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (other is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or BinaryExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax
                && !path.Span.OverlapsWith(other.Span) && !found.Exists(f => f.Span.Contains(other.Span)) && !(other.Parent is MemberAccessExpressionSyntax access && access.Name == other)
                && model.GetTypeInfo(other, cancellationToken).Type?.SpecialType == SpecialType.System_String && (other is not IdentifierNameSyntax || model.GetSymbolInfo(other, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol)
                && Of(other, model, cancellationToken) == text)
            {
                found.Add(other);
            }
        }

        return found;
    }

    /// <summary>The path, with <c>{name}</c> for a value that is not known; null for what another evaluation may make another one.</summary>
    private static string? Of(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken, int depth = 0)
    {
        if (model.GetConstantValue(path, cancellationToken) is { HasValue: true, Value: string constant })
        {
            return constant;
        }

        switch (path)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Of(parenthesized.Expression, model, cancellationToken, depth);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Joined(new[] { Of(sum.Left, model, cancellationToken, depth), Of(sum.Right, model, cancellationToken, depth) }, "");
            case InterpolatedStringExpressionSyntax interpolated:
                return Joined(interpolated.Contents.Select(c => c is InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole ? Of(hole.Expression, model, cancellationToken, depth) : c is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : null), "");
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } when model.GetTypeInfo(path, cancellationToken).Type?.Name is "FileInfo" or "DirectoryInfo":
                return Of(arguments[0].Expression, model, cancellationToken, depth);
            case InvocationExpressionSyntax call when model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "Path", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } } method:
                return method.Name switch
                {
                    "GetTempPath" => "/tmp/",
                    "Combine" or "Join" => Joined(call.ArgumentList.Arguments.Select(a => Of(a.Expression, model, cancellationToken, depth)), "/"),
                    _ => null,
                };
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(path, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol:
                return Named(model.GetSymbolInfo(path, cancellationToken).Symbol!, model, cancellationToken, depth) ?? "{" + path.WithoutTrivia() + "}";
            default:
                return null;
        }
    }

    private static string? Named(ISymbol symbol, SemanticModel model, CancellationToken cancellationToken, int depth) =>
        depth < Deepest && symbol.DeclaringSyntaxReferences.Length == 1 && symbol.DeclaringSyntaxReferences[0] is { } reference && reference.SyntaxTree == model.SyntaxTree && PathMember.ValueOf(reference.GetSyntax(cancellationToken)) is { } value
            ? Of(value, model, cancellationToken, depth + 1)
            : null;

    private static string? Joined(IEnumerable<string?> pieces, string separator)
    {
        string? whole = null;
        foreach (var piece in pieces)
        {
            if (piece is null)
            {
                return null;
            }

            whole = whole is null ? piece : separator.Length > 0 && whole.EndsWith(separator, System.StringComparison.Ordinal) ? whole + piece : whole + separator + piece;
        }

        return whole;
    }
}
