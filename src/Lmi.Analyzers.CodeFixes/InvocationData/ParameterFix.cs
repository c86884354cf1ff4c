using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>
/// Removes a field that only carries a value from one method to those that it calls: the value becomes a local of the
/// method that sets it, and a parameter of the private methods that read it.
/// </summary>
internal static class ParameterFix
{
    /// <summary>
    /// Null when the field is set in several methods, may be read before it is set, or is read by code that is not
    /// called directly from where it is set.
    /// </summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsConst: false, ContainingType: { TypeKind: TypeKind.Class } } state
            || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } variable
            || declaration.Parent is not FieldDeclarationSyntax { AttributeLists.Count: 0 } field
            || uses.All.Any(static u => !u.IsOwn || u.Kind is StateUseKind.Named or StateUseKind.Initialized || u.Name.Parent is MemberBindingExpressionSyntax)
            || uses.All.Length < 2 || SetterOf(uses, variable) is not { } setter)
        {
            return null;
        }

        if (await ParameterChain.FindAsync(uses, setter, cancellationToken).ConfigureAwait(false) is not { } chain)
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var type = TypeOf(uses, declaration.Type, setter.Writes, cancellationToken);
        var scopes = chain.Readers.Select(static r => (SyntaxNode)r.Declaration).Append(setter.Method).ToArray();
        var name = setter.Existing(cancellationToken) is { } existing && chain.Readers.All(r => !Declares(r.Declaration, existing))
            ? existing
            : NameFor(state, uses, scopes);
        await RewriteSetterAsync(setter, type, name, field, edits, cancellationToken).ConfigureAwait(false);
        foreach (var use in uses.All.Where(u => u != setter.First))
        {
            var isSuppressed = declaration.Type is NullableTypeSyntax && !type.IsKind(SyntaxKind.NullableType) && use.Whole.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression);
            await edits.ReplaceAsync(use.DocumentId, isSuppressed ? use.Whole.Parent! : use.Whole, current => SyntaxFactory.IdentifierName(name).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        await chain.AddParameterAsync(type, name, edits, cancellationToken).ConfigureAwait(false);
        await RemoveFieldAsync(uses, field, variable, edits, cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The one method that sets the field, first in a statement of a block that all other uses follow in.</summary>
    private static Setter? SetterOf(StateUses uses, VariableDeclaratorSyntax variable)
    {
        var writes = uses.All.Where(static u => u.Kind != StateUseKind.Read).OrderBy(static u => u.Name.SpanStart).ToImmutableArray();
        if (writes.IsEmpty)
        {
            return EmptiedFirst(uses, variable);
        }

        if (writes.Any(static w => w.Function is not MethodDeclarationSyntax) || writes.Select(static w => w.Function).Distinct().Count() != 1
            || writes[0].Kind != StateUseKind.Assigned || writes[0].Outer.Parent is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } assignment
            || !IsHarmless(variable.Initializer?.Value))
        {
            return null;
        }

        return uses.All.Any(u => assignment.Right.Span.Contains(u.Name.Span) && u.Name.SyntaxTree == assignment.SyntaxTree)
            ? null
            : new Setter(writes[0], writes, statement, assignment.Right);
    }

    /// <summary>A collection that a method empties before it fills it: a new one is the same.</summary>
    private static Setter? EmptiedFirst(StateUses uses, VariableDeclaratorSyntax variable)
    {
        var first = uses.All.Where(static u => u.Outer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Parent: ExpressionStatementSyntax { Parent: BlockSyntax } } })
            .OrderBy(static u => u.Name.SpanStart).FirstOrDefault();
        return first is { Function: MethodDeclarationSyntax } && variable.Initializer?.Value is { } made && IsEmptyCreation(made)
            ? new Setter(first, ImmutableArray.Create(first), first.Name.FirstAncestorOrSelf<ExpressionStatementSyntax>()!, made)
            : null;
    }

    private static bool IsEmptyCreation(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.Initializer is null && (creation.ArgumentList?.Arguments.Count ?? 0) == 0,
        CollectionExpressionSyntax collection => collection.Elements.Count == 0,
        _ => false,
    };

    /// <summary>An initial value that nobody sees, because the field is set before it is read.</summary>
    private static bool IsHarmless(ExpressionSyntax? value) =>
        value is null || Expressions.Bare(value) is LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }
            or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
        || IsEmptyCreation(value)
        || value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Empty" } } };

    /// <summary>The declared type, without <c>?</c> when only values that are not null are set.</summary>
    private static TypeSyntax TypeOf(StateUses uses, TypeSyntax declared, ImmutableArray<StateUse> writes, CancellationToken cancellationToken) =>
        declared is NullableTypeSyntax nullable && uses.Type.IsReferenceType
            && writes.All(w => w.Outer.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                && w.Model.GetTypeInfo(assignment.Right, cancellationToken).Nullability.FlowState == NullableFlowState.NotNull)
            ? nullable.ElementType.WithoutTrivia()
            : declared.WithoutTrivia();

    private static string NameFor(IFieldSymbol state, StateUses uses, SyntaxNode[] scopes) =>
        Names.ForLocal(state.Name, uses.HomeModel, uses.Declaration.SpanStart, scopes);

    private static bool Declares(SyntaxNode scope, string name) =>
        scope.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == name);

    private static async Task RewriteSetterAsync(Setter setter, TypeSyntax type, string name, FieldDeclarationSyntax field, StateEdits edits, CancellationToken cancellationToken)
    {
        var statement = setter.Statement;
        var indent = Layout.IndentOf(statement);
        var newLine = Layout.NewLine(statement.SyntaxTree);
        if (setter.Existing(cancellationToken) == name)
        {
            // The field was a copy of what the method has already. Its comments stay with the next statement.
            var block = (BlockSyntax)statement.Parent!;
            var comments = Expressions.CommentLines(statement.GetLeadingTrivia().Concat(statement.GetTrailingTrivia()), indent, newLine).ToList();
            await edits.ReplaceAsync(setter.First.DocumentId, block, current => Without((BlockSyntax)current, block.Statements.IndexOf(statement), comments, statement), cancellationToken).ConfigureAwait(false);
            return;
        }

        var declared = (LocalDeclarationStatementSyntax)SyntaxFactory.ParseStatement(type + " " + name + " = x;");
        var value = declared.Declaration.Variables[0].Initializer!.Value;
        var about = field.Declaration.Variables.Count > 1 ? new List<SyntaxTrivia>()
            : Expressions.CommentLines(field.GetLeadingTrivia().Concat(field.GetTrailingTrivia()), indent, newLine).ToList();
        await edits.ReplaceAsync(
            setter.First.DocumentId, statement,
            current => declared.ReplaceNode(value, Right((ExpressionStatementSyntax)current, setter).WithoutTrivia())
                .WithLeadingTrivia(Above(current.GetLeadingTrivia(), about)).WithTrailingTrivia(current.GetTrailingTrivia()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The comments of the field, after the blank lines and before the comments of the statement.</summary>
    private static IEnumerable<SyntaxTrivia> Above(SyntaxTriviaList leading, List<SyntaxTrivia> comments)
    {
        var blank = leading.TakeWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).Count();
        return leading.Take(blank).Concat(comments).Concat(leading.Skip(blank));
    }

    private static ExpressionSyntax Right(ExpressionStatementSyntax current, Setter setter) =>
        current.Expression is AssignmentExpressionSyntax assignment ? assignment.Right : setter.Value;

    private static BlockSyntax Without(BlockSyntax block, int index, List<SyntaxTrivia> comments, StatementSyntax removed)
    {
        var statements = block.Statements.RemoveAt(index);
        if (index >= statements.Count)
        {
            return block.WithStatements(statements).WithCloseBraceToken(block.CloseBraceToken.WithLeadingTrivia(comments.Concat(block.CloseBraceToken.LeadingTrivia)));
        }

        var next = statements[index];
        IEnumerable<SyntaxTrivia> leading = next.GetLeadingTrivia();
        var startsWithBlank = removed.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);
        if (!startsWithBlank && (index == 0 || comments.Count > 0))
        {
            leading = leading.SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        }

        return block.WithStatements(statements.Replace(next, next.WithLeadingTrivia(comments.Concat(leading))));
    }

    private static async Task RemoveFieldAsync(StateUses uses, FieldDeclarationSyntax field, VariableDeclaratorSyntax variable, StateEdits edits, CancellationToken cancellationToken)
    {
        if (field.Declaration.Variables.Count > 1)
        {
            await edits.ReplaceAsync(uses.Home.Id, field, current => ((FieldDeclarationSyntax)current).RemoveNode(
                ((FieldDeclarationSyntax)current).Declaration.Variables[field.Declaration.Variables.IndexOf(variable)], SyntaxRemoveOptions.KeepNoTrivia)!, cancellationToken).ConfigureAwait(false);
            return;
        }

        var type = (TypeDeclarationSyntax)field.Parent!;
        var index = type.Members.IndexOf(field);
        var next = index + 1 < type.Members.Count ? type.Members[index + 1] : null;
        if (index == 0 && next is not null)
        {
            // No blank line between the brace and what is now the first member.
            await edits.ReplaceAsync(uses.Home.Id, next, static current => current.WithLeadingTrivia(current.GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia))), cancellationToken).ConfigureAwait(false);
        }

        await edits.RemoveAsync(uses.Home.Id, field, cancellationToken).ConfigureAwait(false);
    }
}
