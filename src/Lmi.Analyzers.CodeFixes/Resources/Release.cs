using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// Finds who disposes or reconfigures an object that is about to be shared, from where it is made: through locals, fields and the callers that are returned it. What is shared
/// must be neither. Collects the edits that stop the disposal; gives up where it cannot follow the object.
/// </summary>
internal sealed class Release(Solution solution, StateEdits edits)
{
    private const int Depth = 4;

    private readonly HashSet<SyntaxNode> _removed = new();

    /// <summary>False when somebody might dispose or change the object and cannot be stopped.</summary>
    public async Task<bool> StopAsync(ExpressionSyntax made, Document document, CancellationToken cancellationToken) => await FollowAsync(made, document, 0, cancellationToken).ConfigureAwait(false);

    private async Task<bool> FollowAsync(ExpressionSyntax value, Document document, int depth, CancellationToken cancellationToken)
    {
        if (depth > Depth || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return false;
        }

        SyntaxNode node = value;
        while (node.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            || node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } || node.Parent is InvocationExpressionSyntax configured && configured.Expression == node && node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" })
        {
            node = node.Parent;
        }

        switch (node.Parent)
        {
            case MemberAccessExpressionSyntax member when member.Expression == node:
                return !IsDisposal(member) && !IsAssigned(member);
            case ElementAccessExpressionSyntax or ExpressionStatementSyntax:
                return true;
            case UsingStatementSyntax @using:
                return await WithoutUsingAsync(@using, document, cancellationToken).ConfigureAwait(false);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                return await FollowVariableAsync(variable, document, model, depth, cancellationToken).ConfigureAwait(false);
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property }:
                return model.GetDeclaredSymbol(property, cancellationToken) is { } declared && await FollowMemberAsync(declared, depth, cancellationToken).ConfigureAwait(false);
            case AssignmentExpressionSyntax assignment when assignment.Right == node && assignment.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax }:
                return model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol switch
                {
                    IFieldSymbol or IPropertySymbol => model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is { } stored && await FollowMemberAsync(stored, depth, cancellationToken).ConfigureAwait(false),
                    _ => false,
                };
            case ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax }:
                return false;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return await FollowCallersAsync(node, document, model, depth, cancellationToken).ConfigureAwait(false);
            case ArgumentSyntax argument:
                return IsBorrowed(argument, model, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Code of metadata that is handed a model uses it; code of ours, or a container, might dispose it.</summary>
    private static bool IsBorrowed(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellationToken) =>
        argument.Parent?.Parent is { } call && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && method.DeclaringSyntaxReferences.IsEmpty
        && !method.Name.StartsWith("Add", System.StringComparison.Ordinal);

    private async Task<bool> FollowVariableAsync(VariableDeclaratorSyntax variable, Document document, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(variable, cancellationToken) is not { } symbol)
        {
            return false;
        }

        if (symbol is IFieldSymbol)
        {
            return await FollowMemberAsync(symbol, depth, cancellationToken).ConfigureAwait(false);
        }

        if (Functions.Around(variable) is not { } function)
        {
            return false;
        }

        foreach (var use in function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancellationToken).Symbol, symbol)))
        {
            if (!await FollowUseAsync(use, document, model, depth, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        switch (variable.Parent?.Parent)
        {
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } declaration:
                await edits.ReplaceAsync(document.Id, declaration, static current => WithoutUsing((LocalDeclarationStatementSyntax)current), cancellationToken).ConfigureAwait(false);
                return true;
            case UsingStatementSyntax @using:
                return await WithoutUsingAsync(@using, document, cancellationToken).ConfigureAwait(false);
            default:
                return variable.Parent?.Parent is LocalDeclarationStatementSyntax;
        }
    }

    private async Task<bool> FollowUseAsync(ExpressionSyntax use, Document document, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        var outer = use;
        while (outer.Parent is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            outer = (ExpressionSyntax)outer.Parent;
        }

        switch (outer.Parent)
        {
            case MemberAccessExpressionSyntax member when member.Expression == outer:
                return IsDisposal(member) ? await RemoveAsync(member, document, cancellationToken).ConfigureAwait(false) : !IsAssigned(member);
            case ConditionalAccessExpressionSyntax conditional when conditional.Expression == outer:
                return conditional.WhenNotNull.ToString() is not ("Dispose()" or "DisposeAsync()") || await RemoveAsync(conditional, document, cancellationToken).ConfigureAwait(false);
            case UsingStatementSyntax @using:
                return await WithoutUsingAsync(@using, document, cancellationToken).ConfigureAwait(false);
            case AssignmentExpressionSyntax assignment when assignment.Left == outer:
                return false;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ArgumentSyntax:
                return await FollowAsync(use, document, depth + 1, cancellationToken).ConfigureAwait(false);
            default:
                return outer.Parent is BinaryExpressionSyntax or IsPatternExpressionSyntax or ElementAccessExpressionSyntax;
        }
    }

    private async Task<bool> FollowMemberAsync(ISymbol member, int depth, CancellationToken cancellationToken)
    {
        if (member.DeclaredAccessibility != Accessibility.Private || await StateUses.FindAsync(solution, member, cancellationToken).ConfigureAwait(false) is not { } uses)
        {
            return false;
        }

        foreach (var use in uses.All)
        {
            if (use.IsWrite && uses.IsConstruction(use) || use.Kind == StateUseKind.Named)
            {
                continue;
            }

            if (use.IsWrite || !await FollowUseAsync(use.Whole, solution.GetDocument(use.DocumentId)!, use.Model, depth, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> FollowCallersAsync(SyntaxNode returned, Document document, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        if (Functions.Around(returned) is not { } function || function is AnonymousFunctionExpressionSyntax || Functions.Symbol(function, model, cancellationToken) is not { } method
            || method.IsVirtual || method.IsOverride || method.IsAbstract || Implements(method))
        {
            return false;
        }

        var called = method.AssociatedSymbol ?? (ISymbol)method;
        var callers = 0;
        foreach (var reference in await SymbolFinder.FindReferencesAsync(called, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in reference.Locations)
            {
                var root = await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                if (root?.FindToken(location.Location.SourceSpan.Start).Parent is not SimpleNameSyntax name)
                {
                    return false;
                }

                callers++;

                ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (method.AssociatedSymbol is null)
                {
                    if (whole.Parent is not InvocationExpressionSyntax call)
                    {
                        return false;
                    }

                    whole = call;
                }

                if (!await FollowAsync(whole, location.Document, depth + 1, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        // What is public and called by nobody here is there for others.
        return callers > 0 || method.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.NotApplicable;
    }

    private static bool Implements(IMethodSymbol method) =>
        !method.ExplicitInterfaceImplementations.IsEmpty || method.ContainingType?.AllInterfaces.Any(i => i.GetMembers(method.Name).Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method))) == true;

    private static bool IsDisposal(MemberAccessExpressionSyntax member) => member.Name.Identifier.ValueText is "Dispose" or "DisposeAsync" or "Close";

    /// <summary>Is something of the object set: <c>x.Timeout = …</c>, <c>x.DefaultRequestHeaders.Add(…)</c>?</summary>
    private static bool IsAssigned(MemberAccessExpressionSyntax member)
    {
        ExpressionSyntax outer = member;
        while (outer.Parent is MemberAccessExpressionSyntax next && next.Expression == outer)
        {
            outer = next;
        }

        return outer.Parent is AssignmentExpressionSyntax assignment && assignment.Left == outer || member.Name.Identifier.ValueText is "DefaultRequestHeaders" or "Config" && outer != member;
    }

    /// <summary>Removes the statement of a disposal, and the <c>finally</c> that held nothing else.</summary>
    private async Task<bool> RemoveAsync(ExpressionSyntax disposal, Document document, CancellationToken cancellationToken)
    {
        if (disposal.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement)
        {
            return false;
        }

        if (!_removed.Add(statement))
        {
            return true;
        }

        if (block is { Statements.Count: 1, Parent: FinallyClauseSyntax { Parent: TryStatementSyntax attempt } })
        {
            if (attempt.Catches.Count > 0)
            {
                await edits.ReplaceAsync(document.Id, attempt, static current => ((TryStatementSyntax)current).WithFinally(null), cancellationToken).ConfigureAwait(false);
                return true;
            }

            await edits.ReplaceAsync(document.Id, attempt, static current => ((TryStatementSyntax)current).Block.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            return true;
        }

        await edits.RemoveAsync(document.Id, statement, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> WithoutUsingAsync(UsingStatementSyntax @using, Document document, CancellationToken cancellationToken)
    {
        if (@using.Statement is not BlockSyntax || !_removed.Add(@using))
        {
            return false;
        }

        await edits.ReplaceAsync(document.Id, @using, static current => AsBlock((UsingStatementSyntax)current), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static SyntaxNode AsBlock(UsingStatementSyntax @using)
    {
        var block = (BlockSyntax)@using.Statement;
        if (@using.Declaration is not { } declaration)
        {
            return block.WithTriviaFrom(@using);
        }

        var newLine = @using.CloseParenToken.TrailingTrivia.FirstOrDefault(static t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        var leading = block.Statements.Count > 0 ? SyntaxFactory.TriviaList(block.Statements[0].GetLeadingTrivia().Where(static t => t.IsKind(SyntaxKind.WhitespaceTrivia))) : default;
        var local = SyntaxFactory.LocalDeclarationStatement(declaration.WithoutTrivia()).WithLeadingTrivia(leading);
        local = newLine.IsKind(SyntaxKind.EndOfLineTrivia) ? local.WithTrailingTrivia(newLine) : local.WithTrailingTrivia(SyntaxFactory.Space);
        return block.WithStatements(block.Statements.Insert(0, local)).WithLeadingTrivia(@using.GetLeadingTrivia());
    }

    private static SyntaxNode WithoutUsing(LocalDeclarationStatementSyntax declaration)
    {
        var leading = declaration.GetLeadingTrivia();
        return declaration.WithAwaitKeyword(default).WithUsingKeyword(default).WithLeadingTrivia(leading);
    }
}
