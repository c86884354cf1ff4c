using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>
/// Lets one invocation initialize while the others wait: a second check under a lock, or under a <c>SemaphoreSlim</c>
/// where the work awaits. A flag becomes <c>volatile</c> and is set last. Work that throws is tried again, as before.
/// </summary>
internal static class OnceFix
{
    /// <summary>Null when the state is set or reset elsewhere, or the work is more than the check guards.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not { ContainingType.TypeKind: TypeKind.Class } state || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || MemberOf(uses) is not { } member)
        {
            return null;
        }

        var isFlag = uses.Type.SpecialType == SpecialType.System_Boolean;
        var writes = uses.All.Where(u => u.Kind is not (StateUseKind.Read or StateUseKind.Named) && !(uses.IsConstruction(u) && u.Kind == StateUseKind.Assigned)).ToList();
        var shapes = writes.Select(w => OnceShape.Of(w, uses, cancellationToken)).ToList();
        if (shapes.Count == 0 || shapes.Any(static s => s is null) || shapes.Any(s => !IsRight(s!, uses, isFlag, cancellationToken)))
        {
            return null;
        }

        var awaits = shapes.Any(static s => s!.Awaits);
        if (awaits && shapes.Any(static s => s!.HasLock || !Functions.IsAsync(s.Write.Function)))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var gate = Names.Beside(state.Name, awaits ? "Gate" : "Lock", state.ContainingType, uses.HomeModel, member.SpanStart);
        foreach (var shape in shapes)
        {
            await RewriteAsync(shape!, gate, awaits, edits, cancellationToken).ConfigureAwait(false);
        }

        if (shapes.Any(static s => !s!.HasLock))
        {
            var added = Declare(member, state, gate, awaits, edits, uses);
            await edits.InsertAfterAsync(uses.Home.Id, member, added, cancellationToken).ConfigureAwait(false);
        }

        if (isFlag && state is IFieldSymbol { IsVolatile: false })
        {
            await edits.ReplaceAsync(uses.Home.Id, member, static current => WithVolatile((FieldDeclarationSyntax)current), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The field, or the auto-property that only its class can set; a flag must be a field, which can be volatile.</summary>
    private static MemberDeclarationSyntax? MemberOf(StateUses uses) => uses.State switch
    {
        IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: Accessibility.Private or Accessibility.Internal }
            when uses.Declaration.Parent is VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } => field,
        IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Private, Type.IsReferenceType: true } when BackedProperty.CanBack(uses.State, uses.Declaration) => (PropertyDeclarationSyntax)uses.Declaration,
        _ => null,
    };

    /// <summary>
    /// A flag must be set after the work that it announces: what follows it may not jump, and no method that the work
    /// calls may look at the flag. An object must be complete when it is assigned.
    /// </summary>
    private static bool IsRight(OnceShape shape, StateUses uses, bool isFlag, CancellationToken cancellationToken)
    {
        if (shape.Body.Any(static s => s.DescendantNodes().OfType<YieldStatementSyntax>().Any()))
        {
            return false;
        }

        if (!isFlag)
        {
            return !shape.HasLock;
        }

        if (shape.Body.Any(static s => s is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword }) && shape.Body.Last() != shape.FlagSet)
        {
            return false;
        }

        if (shape.Body.SkipWhile(s => s != shape.FlagSet).Skip(1).Any(Functions.Jumps) || shape.Body.Last() == shape.FlagSet && shape.HasLock)
        {
            return false;
        }

        var watching = new HashSet<ISymbol>(
            uses.All.Where(static u => u.Function is not null).Select(u => Functions.Symbol(u.Function!, u.Model, cancellationToken)).Where(static s => s is not null).Select(static s => s!),
            SymbolEqualityComparer.Default);
        return !shape.Body.SelectMany(static s => s.DescendantNodes()).OfType<InvocationExpressionSyntax>()
            .Any(i => shape.Write.Model.GetSymbolInfo(i, cancellationToken).Symbol is { } called && watching.Contains(called.OriginalDefinition));
    }

    private static async Task RewriteAsync(OnceShape shape, string gate, bool awaits, StateEdits edits, CancellationToken cancellationToken)
    {
        var document = shape.Write.DocumentId;
        var body = FlagLast(shape);
        if (shape.HasLock)
        {
            await edits.ReplaceAsync(document, shape.FlagSet!.Parent!, current => ((BlockSyntax)current).WithStatements(SyntaxFactory.List(body)), cancellationToken).ConfigureAwait(false);
            return;
        }

        var newLine = Layout.NewLine(shape.First.SyntaxTree);
        var indent = Layout.IndentOf(shape.First);
        var unit = Layout.Unit(shape.First);
        var receiver = shape.Write.Whole is MemberAccessExpressionSyntax { Expression: var owner } ? owner + "." + gate : gate;
        var wait = !awaits ? null : shape.Body.Any(Configured) ? receiver + ".WaitAsync().ConfigureAwait(false)" : receiver + ".WaitAsync()";
        if (shape.IsEarlyReturn)
        {
            var again = Layout.OnOwnLine(Layout.Move(shape.First.WithoutTrivia().WithLeadingTrivia(SyntaxFactory.Whitespace(indent)), indent, indent + unit), indent + unit, newLine)
                .WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine), SyntaxFactory.EndOfLine(newLine));
            var inner = body.Select((s, i) => Layout.Move(i == 0 ? s.WithLeadingTrivia(s.GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia))) : s, indent, indent + unit));
            var block = (BlockSyntax)Layout.Fill("{\n" + Guard(indent, unit, receiver, wait) + "\n}", newLine, new[] { again }.Concat(inner));
            var guarded = block.Statements.Replace(block.Statements[0], block.Statements[0].WithLeadingTrivia(SyntaxFactory.EndOfLine(newLine), SyntaxFactory.Whitespace(indent)));
            await edits.ReplaceAsync(document, shape.First.Parent!, current => ((BlockSyntax)current).WithStatements(guarded.Insert(0, ((BlockSyntax)current).Statements[0])), cancellationToken).ConfigureAwait(false);
            return;
        }

        var work = shape.First;
        if (work is IfStatementSyntax check && shape.FlagSet is { Parent: BlockSyntax inBlock })
        {
            work = check.WithStatement(inBlock.WithStatements(SyntaxFactory.List(body)));
        }

        work = Layout.Move(work.WithLeadingTrivia(SyntaxFactory.Whitespace(indent)), indent, indent + unit + unit).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));
        var template = "if (" + shape.Test + ")\n" + indent + "{\n" + Guard(indent + unit, unit, receiver, wait) + "\n" + indent + "}";
        await edits.ReplaceAsync(document, shape.First, _ => Layout.Fill(template, newLine, new[] { work }).WithTriviaFrom(shape.First), cancellationToken).ConfigureAwait(false);
    }

    private static string Guard(string indent, string unit, string receiver, string? wait)
    {
        var inside = "\n" + indent + "{\n" + indent + unit + "BODY();\n" + indent + "}";
        return wait is null
            ? indent + "lock (" + receiver + ")" + inside
            : indent + "await " + wait + ";\n" + indent + "try" + inside + "\n" + indent + "finally\n" + indent + "{\n" + indent + unit + receiver + ".Release();\n" + indent + "}";
    }

    private static IEnumerable<StatementSyntax> FlagLast(OnceShape shape)
    {
        if (shape.FlagSet is not { } flag || shape.Body.Last() == flag)
        {
            return shape.Body;
        }

        return shape.Body.Where(s => s != flag).Append(flag);
    }

    private static bool Configured(StatementSyntax statement) => statement.DescendantNodes().OfType<AwaitExpressionSyntax>()
        .Any(static a => a.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } });

    private static MemberDeclarationSyntax Declare(MemberDeclarationSyntax member, ISymbol state, string gate, bool awaits, StateEdits edits, StateUses uses)
    {
        var isShort = member.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var type = awaits ? edits.TypeName(uses.Home.Id, uses.HomeModel, member.SpanStart, "System.Threading", "SemaphoreSlim") : "object";
        var text = Layout.IndentOf(member) + (state is IFieldSymbol { DeclaredAccessibility: Accessibility.Internal } ? "internal " : "private ") + (state.IsStatic ? "static " : "") + "readonly " + type + " " + gate
            + " = new" + (isShort ? "" : " " + type) + (awaits ? "(1, 1)" : "()") + ";" + Layout.NewLine(member.SyntaxTree);
        return SyntaxFactory.ParseMemberDeclaration(text)!;
    }

    private static FieldDeclarationSyntax WithVolatile(FieldDeclarationSyntax field)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.VolatileKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return field.Modifiers.Count > 0
            ? field.AddModifiers(keyword)
            : field.WithDeclaration(field.Declaration.WithType(field.Declaration.Type.WithLeadingTrivia())).WithModifiers(SyntaxFactory.TokenList(keyword.WithLeadingTrivia(field.Declaration.Type.GetLeadingTrivia())));
    }
}
