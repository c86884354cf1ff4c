using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Opens the file with <c>FileOptions.DeleteOnClose</c>, where all of its use is one stream that <c>using</c> closes: nothing else names the path, and nothing asks the stream for its
/// name. The defaults of the shorter constructors are written out, since the options are the last parameter.
/// </summary>
internal static class DeleteOnCloseFix
{
    private const string Option = "FileOptions.DeleteOnClose";

    /// <summary>Null when somebody may open the file by its name, or the stream is opened in another way than <c>new FileStream</c> or <c>File.Create</c>.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var path = request.Node is ArgumentSyntax reported ? reported.Expression : request.Node as ExpressionSyntax;
        if (root is null || model is null || path?.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax opening } list } || list.Arguments[0].Expression != path
            || list.Arguments.Any(static a => a.NameColon is not null) || !IsNamedOnce(path, model, cancellationToken) || !IsClosedByUsing(opening, model, cancellationToken))
        {
            return null;
        }

        return Arguments(opening, list, model, cancellationToken) is { } arguments
            ? request.Document.WithSyntaxRoot(root.ReplaceNode(list, arguments)).Project.Solution
            : null;
    }

    /// <summary>An expression that makes the name on the spot, or a local that is used here alone.</summary>
    private static bool IsNamedOnce(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) => model.GetSymbolInfo(path, cancellationToken).Symbol switch
    {
        ILocalSymbol local => PathUses.ScopeOf(path) is { } scope && PathUses.Of(local, scope, model, cancellationToken).Count == 1,
        IFieldSymbol or IPropertySymbol or IParameterSymbol => false,
        _ => true,
    };

    private static bool IsClosedByUsing(ExpressionSyntax opening, SemanticModel model, CancellationToken cancellationToken) =>
        opening.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } or UsingStatementSyntax } variable }
        && model.GetDeclaredSymbol(variable, cancellationToken) is ILocalSymbol stream && PathUses.ScopeOf(variable) is { } scope
        && PathUses.Of(stream, scope, model, cancellationToken).TrueForAll(static u => u.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Name" });

    private static ArgumentListSyntax? Arguments(ExpressionSyntax opening, ArgumentListSyntax list, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(opening, cancellationToken).Symbol is not IMethodSymbol { ContainingType: { Name: var type, ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } } method || method.Parameters[0].Type.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        var given = list.Arguments.Select(static a => a.Expression.WithoutTrivia().ToString()).ToList();
        switch (type, method.Name)
        {
            case ("File", "Create"):
                return Completed(list, given, new[] { "4096" });
            case ("FileStream", ".ctor") when given.Count > 1 && method.Parameters[1].Type.Name == "FileMode":
                // A file that is appended to, or may be, is opened for writing alone when nothing else is said.
                return list.Arguments[1].Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Append" }
                    ? Completed(list, given, new[] { given[1], "FileAccess.ReadWrite", "FileShare.Read", "4096" })
                    : null;
            default:
                return null;
        }
    }

    /// <summary>What is given, then what the shorter overload would have taken for the rest, then the options.</summary>
    private static ArgumentListSyntax? Completed(ArgumentListSyntax list, List<string> given, IReadOnlyList<string> defaults)
    {
        var added = new List<string>(defaults.Skip(given.Count - 1));
        var kept = list.Arguments;
        if (given.Count - 1 > defaults.Count)
        {
            kept = kept.RemoveAt(kept.Count - 1);
            if (Combined(given[given.Count - 1], list.Arguments.Last().Expression) is not { } options)
            {
                return null;
            }

            added.Add(options);
        }
        else
        {
            added.Add(Option);
        }

        return list.WithArguments(kept.AddRange(added.Select(static a => SyntaxFactory.Argument(SyntaxFactory.ParseExpression(a))))).NormalizedSeparators();
    }

    /// <summary>The last argument is options, or says whether the stream is asynchronous.</summary>
    private static string? Combined(string last, ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } => Option,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } => "FileOptions.Asynchronous | " + Option,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None" } => Option,
        MemberAccessExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } => last + " | " + Option,
        _ => null,
    };

    private static ArgumentListSyntax NormalizedSeparators(this ArgumentListSyntax list) => list.WithArguments(SyntaxFactory.SeparatedList(
        list.Arguments, Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), list.Arguments.Count - 1)));
}
