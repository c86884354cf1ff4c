using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.LazyInitialization;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>
/// Gives every invocation a value of its own: the field becomes an <c>AsyncLocal&lt;T&gt;</c>. A private field is read and
/// written through <c>Value</c>; what others can see stays a property in front of it.
/// </summary>
internal static class AsyncLocalFix
{
    /// <summary>Null when a reader would not see what a writer sets, or the initial value means something that cannot be kept.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not { ContainingType.TypeKind: TypeKind.Class } state || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Type is { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { IsRefLikeType: true })
        {
            return null;
        }

        var others = uses.All.Where(u => u.Kind != StateUseKind.Named).ToList();
        if (others.Any(u => KeepsFromBefore(u, others) || u.IsWrite && HangsOnState(u, cancellationToken)) || others.Any(u => uses.IsConstruction(u) || u.Kind is StateUseKind.Atomic or StateUseKind.ByReference or StateUseKind.Initialized)
            || !await AsyncFlow.ReachesAsync(uses.Solution, others.Where(static u => u.Kind != StateUseKind.Read), others.Where(static u => u.Kind != StateUseKind.Assigned), cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        switch (uses.Declaration)
        {
            case PropertyDeclarationSyntax property when BackedProperty.CanBack(state, property) && Initial(property.Initializer?.Value, uses) is { } initial:
                await BackAsync(uses, property, property, property.Type, property.Identifier.ValueText, initial, edits, cancellationToken).ConfigureAwait(false);
                break;
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } variable
                when field.AttributeLists.All(IsThreadStatic) && state is IFieldSymbol { IsReadOnly: false, IsConst: false } stored && Initial(variable.Initializer?.Value, uses) is { } initial:
                if (stored.DeclaredAccessibility == Accessibility.Private)
                {
                    return others.All(static u => u.Kind != StateUseKind.Other)
                        && await ReplaceFieldAsync(uses, field, variable, initial, edits, cancellationToken).ConfigureAwait(false)
                        ? await edits.ApplyAsync(cancellationToken).ConfigureAwait(false)
                        : null;
                }

                var text = string.Concat(field.Modifiers.Where(static m => !m.IsKind(SyntaxKind.VolatileKeyword)).Select(static m => m.Text + " "))
                    + field.Declaration.Type.WithoutTrivia() + " " + variable.Identifier.Text + " { get; set; }";
                var shown = (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
                await BackAsync(uses, field, shown, field.Declaration.Type, variable.Identifier.ValueText, initial, edits, cancellationToken).ConfigureAwait(false);
                break;
            default:
                return null;
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The attribute goes: what follows the invocation is bound to no thread.</summary>
    private static bool IsThreadStatic(AttributeListSyntax attributes) => attributes.Attributes.All(static a => a.Name.ToString().Contains("ThreadStatic"));

    /// <summary>
    /// Does a function that sets the state look at it first, for more than whether it is set? Then the value of an
    /// earlier invocation is meant: a maximum, a last one seen.
    /// </summary>
    private static bool KeepsFromBefore(StateUse use, IReadOnlyCollection<StateUse> all) =>
        use.Kind == StateUseKind.Updated
        || use.Kind == StateUseKind.Read && UnsetCheck.Around(use) is null
            && all.Where(w => w.IsWrite && w.DocumentId == use.DocumentId && w.Function == use.Function).ToList() is { Count: > 0 } writes
            && writes.All(w => w.Name.SpanStart > use.Name.SpanStart || w.Outer.Parent is AssignmentExpressionSyntax assignment && assignment.Right.Span.Contains(use.Name.Span));

    /// <summary>
    /// Does a field decide whether the state is set, as in <c>if (_last == id) return;</c>? Then a value of an earlier
    /// invocation is meant to stay.
    /// </summary>
    private static bool HangsOnState(StateUse write, CancellationToken cancellationToken)
    {
        var conditions = new List<SyntaxNode>();
        foreach (var node in write.Name.AncestorsAndSelf().TakeWhile(a => a != write.Function))
        {
            switch (node.Parent)
            {
                case IfStatementSyntax check when node != check.Condition:
                    conditions.Add(check.Condition);
                    break;
                case WhileStatementSyntax loop when node != loop.Condition:
                    conditions.Add(loop.Condition);
                    break;
                case SwitchSectionSyntax { Parent: SwitchStatementSyntax choice }:
                    conditions.Add(choice.Expression);
                    break;
                case ConditionalExpressionSyntax choice when node != choice.Condition:
                    conditions.Add(choice.Condition);
                    break;
                case BlockSyntax block:
                    conditions.AddRange(block.Statements.TakeWhile(s => s != node).Where(Functions.Jumps)
                        .SelectMany(static s => s.DescendantNodesAndSelf()).OfType<IfStatementSyntax>().Select(static i => i.Condition));
                    break;
            }
        }

        var state = write.Model.GetSymbolInfo(write.Name, cancellationToken).Symbol;
        return conditions.SelectMany(static c => c.DescendantNodesAndSelf()).OfType<SimpleNameSyntax>()
            .Select(n => write.Model.GetSymbolInfo(n, cancellationToken).Symbol)
            .Any(s => s is IFieldSymbol { IsReadOnly: false, IsConst: false } or IPropertySymbol { SetMethod.IsInitOnly: false }
                && !SymbolEqualityComparer.Default.Equals(s, state) && SymbolEqualityComparer.Default.Equals(s!.ContainingType, state?.ContainingType));
    }

    /// <summary>What a reader gets before anything is set: "" for the default, an expression for <c>??</c>, null when it cannot be kept.</summary>
    private static string? Initial(ExpressionSyntax? value, StateUses uses)
    {
        if (value is null)
        {
            return "";
        }

        var bare = Expressions.Bare(value);
        if (bare.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression or SyntaxKind.FalseLiteralExpression
            || uses.Type.IsValueType && uses.HomeModel.GetConstantValue(bare) is { HasValue: true, Value: 0 or 0L or 0d or 0f or '\0' })
        {
            return "";
        }

        var isSame = bare is LiteralExpressionSyntax
            || bare is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }
            || bare is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Empty" } } };

        // Setting null, and reading it back, would give the initial value instead.
        var setsNull = uses.All.Any(u => u.Outer.Parent is AssignmentExpressionSyntax assignment && assignment.Left == u.Outer
            && u.Model.GetTypeInfo(assignment.Right) is { Nullability.FlowState: NullableFlowState.MaybeNull } or { Type: null });
        return isSame && uses.Type.IsReferenceType && !setsNull ? bare.WithoutTrivia().ToString() : null;
    }

    private static async Task BackAsync(
        StateUses uses, MemberDeclarationSyntax declared, PropertyDeclarationSyntax shown, TypeSyntax type, string name, string initial, StateEdits edits, CancellationToken cancellationToken)
    {
        var field = Names.ForField(name, uses.State.ContainingType, uses.State.IsStatic);
        var read = initial.Length > 0 ? field + ".Value ?? " + initial : field + ".Value" + (NeedsSuppression(uses, uses.HomeModel, declared.SpanStart) ? "!" : "");
        var text = Field(uses, declared, type, field, edits);
        shown = BackedProperty.Forward(shown, read, BackedProperty.HasSetter(shown) ? field + ".Value = value" : null, declared);
        var (above, below) = BackedProperty.Above(text, shown.WithLeadingTrivia(declared.GetLeadingTrivia()).WithTrailingTrivia(declared.GetTrailingTrivia()), declared);
        await edits.InsertBeforeAsync(uses.Home.Id, declared, above, cancellationToken).ConfigureAwait(false);
        await edits.ReplaceAsync(uses.Home.Id, declared, _ => below, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> ReplaceFieldAsync(StateUses uses, FieldDeclarationSyntax field, VariableDeclaratorSyntax variable, string initial, StateEdits edits, CancellationToken cancellationToken)
    {
        var declared = (FieldDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(Field(uses, field, field.Declaration.Type, variable.Identifier.Text, edits))!;
        await edits.ReplaceAsync(uses.Home.Id, field, current => declared.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        foreach (var use in uses.All.Where(static u => u.Kind != StateUseKind.Named))
        {
            if (use.IsInExpressionTree)
            {
                return false;
            }

            var isRead = use.Kind == StateUseKind.Read;
            await edits.ReplaceAsync(use.DocumentId, use.Whole, current => Access(use, uses, isRead, initial).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static ExpressionSyntax Access(StateUse use, StateUses uses, bool isRead, string initial)
    {
        ExpressionSyntax value = Expressions.ValueOf(use.Whole);
        if (!isRead)
        {
            return value;
        }

        if (initial.Length > 0)
        {
            var orElse = (BinaryExpressionSyntax)SyntaxFactory.ParseExpression("x ?? " + initial);
            return Expressions.ForPlaceOf(orElse.WithLeft(value.WithTrailingTrivia(SyntaxFactory.Space)), use.Whole.Parent);
        }

        return NeedsSuppression(uses, use.Model, use.Name.SpanStart) && use.Whole.Parent is not PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            ? SyntaxFactory.PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, value)
            : value;
    }

    /// <summary><c>AsyncLocal&lt;T&gt;.Value</c> may be null for the compiler, whatever T is.</summary>
    private static bool NeedsSuppression(StateUses uses, SemanticModel model, int position) =>
        uses.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } && model.GetNullableContext(position).WarningsEnabled();

    private static string Field(StateUses uses, MemberDeclarationSyntax declared, TypeSyntax type, string name, StateEdits edits)
    {
        var isShort = declared.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var asyncLocal = edits.TypeName(uses.Home.Id, uses.HomeModel, declared.SpanStart, "System.Threading", "AsyncLocal", 1) + "<" + type.WithoutTrivia() + ">";
        return "private " + (uses.State.IsStatic ? "static " : "") + "readonly " + asyncLocal + " " + name + " = new" + (isShort ? "" : " " + asyncLocal) + "();";
    }
}
