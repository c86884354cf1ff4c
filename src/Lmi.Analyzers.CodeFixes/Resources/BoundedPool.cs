using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.UnsafeTypes;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>The two fields of a bounded pool, and the code that takes an object from it and gives it back.</summary>
internal sealed class BoundedPool
{
    private static readonly SyntaxAnnotation s_gone = new("Lmi.Gone");
    private static readonly SyntaxAnnotation s_use = new("Lmi.Use");

    private readonly StateUses _uses;
    private readonly FieldDeclarationSyntax _field;
    private readonly ITypeSymbol _type;
    private readonly ExpressionSyntax _made;
    private readonly string _pool;
    private readonly string _slots;

    public BoundedPool(StateUses uses, FieldDeclarationSyntax field, ITypeSymbol type, ExpressionSyntax made)
    {
        _uses = uses;
        _field = field;
        _type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        _made = made is IdentifierNameSyntax or MemberAccessExpressionSyntax ? SyntaxFactory.InvocationExpression(made.WithoutTrivia()) : made.WithoutTrivia();
        var name = uses.State.Name.StartsWith("t_", System.StringComparison.Ordinal) ? "s_" + uses.State.Name.Substring(2) : uses.State.Name;
        _pool = Names.Beside(name, "Pool", uses.State.ContainingType, uses.HomeModel, field.SpanStart);
        _slots = Names.Beside(name, "Slots", uses.State.ContainingType, uses.HomeModel, field.SpanStart);
    }

    public async Task DeclareAsync(StateEdits edits, CancellationToken cancellationToken)
    {
        var position = _field.SpanStart;
        var newLine = Layout.NewLine(_field.SyntaxTree);
        var indent = Layout.IndentOf(_field);
        var isShort = _field.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var modifiers = "private " + (_uses.State.IsStatic ? "static " : "") + "readonly ";
        var bag = Name(edits, "System.Collections.Concurrent", "ConcurrentBag", 1, position) + "<" + _type.ToMinimalDisplayString(_uses.HomeModel, position) + ">";
        var semaphore = Name(edits, "System.Threading", "SemaphoreSlim", 0, position);
        var environment = Name(edits, "System", "Environment", 0, position);
        var first = SyntaxFactory.ParseMemberDeclaration(modifiers + bag + " " + _pool + " = new" + (isShort ? "" : " " + bag) + "();")!
            .WithLeadingTrivia(_field.GetLeadingTrivia()).WithTrailingTrivia(_field.GetTrailingTrivia());
        var second = SyntaxFactory.ParseMemberDeclaration(indent + modifiers + semaphore + " " + _slots + " = new" + (isShort ? "" : " " + semaphore) + "(" + environment + ".ProcessorCount);" + newLine)!;
        await edits.InsertAfterAsync(_uses.Home.Id, _field, second, cancellationToken).ConfigureAwait(false);
        await edits.ReplaceAsync(_uses.Home.Id, _field, _ => first, cancellationToken).ConfigureAwait(false);
    }

    private string Name(StateEdits edits, string space, string name, int arity, int position) => edits.TypeName(_uses.Home.Id, _uses.HomeModel, position, space, name, arity);

    /// <summary>The method that takes an object before its first use, and gives it back at its end; null where it has no block and cannot get one.</summary>
    public SyntaxNode? Taken(MethodDeclarationSyntax method, List<StateUse> users, bool hasValue, CancellationToken cancellationToken)
    {
        var model = users[0].Model;
        if (OwnLocal.WithBlock(method, users, model, cancellationToken) is not var (block, names))
        {
            return null;
        }

        var bound = names.Select(n => ThreadBoundUse.Of(n, hasValue)!).ToList();
        var body = OwnLocal.Body(block)!;
        var alias = bound.FirstOrDefault(b => b.Local is not null && b.Statement!.Parent == body && body.Statements.Where(s => bound.Any(o => s.Span.Contains((o.Read ?? (SyntaxNode)o.Statement!).Span))).First(s => !bound.Any(o => o.Read is null && o.Statement == s)) == b.Statement);
        var local = alias?.Local!.Identifier.ValueText ?? Names.ForLocal(_uses.State.Name, model, method.SpanStart, method);
        var gone = bound.Where(b => b.Read is null || b == alias).Select(static b => (SyntaxNode)b.Statement!).Distinct().ToList();
        if (gone.Any(s => s.Parent != body))
        {
            return null;
        }

        var reads = bound.Where(b => b.Read is not null && b != alias).Select(static b => (SyntaxNode)b.Read!).ToList();
        block = block.ReplaceNodes(
            reads.Concat(gone),
            (old, current) => gone.Contains(old) ? current.WithAdditionalAnnotations(s_gone) : SyntaxFactory.IdentifierName(local).WithTriviaFrom(old).WithAdditionalAnnotations(s_use));
        body = OwnLocal.Body(block)!;
        var at = body.Statements.IndexOf(static s => s.HasAnnotation(s_gone) || s.GetAnnotatedNodes(s_use).Any());
        var rest = body.Statements.Skip(at).Where(static s => !s.HasAnnotation(s_gone)).ToList();
        if (rest.Count == 0 || body.Statements.Skip(at + 1).Any(static s => s.HasAnnotation(s_gone) && s.GetLeadingTrivia().Concat(s.GetTrailingTrivia()).Any(static t => t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)))
        {
            return null;
        }

        var statements = body.Statements.Take(at).Concat(Statements(method, local, body.Statements[at], rest, model));
        return block.ReplaceNode(body, body.WithStatements(SyntaxFactory.List(statements)));
    }

    private IEnumerable<StatementSyntax> Statements(MethodDeclarationSyntax method, string local, StatementSyntax first, List<StatementSyntax> rest, SemanticModel model)
    {
        var newLine = Layout.NewLine(method.SyntaxTree);
        var unit = Layout.Unit(method);
        var indent = Layout.IndentOf(method) + unit;
        var isNullable = model.GetNullableContext(method.SpanStart).AnnotationsEnabled();
        var type = _type.ToMinimalDisplayString(model, method.SpanStart) + (isNullable ? "?" : "");
        var made = Layout.Move(_made, Layout.IndentOf(_field), indent + unit + unit).ToFullString();
        var wait = Functions.IsAsync(method) ? "await " + _slots + ".WaitAsync();" : _slots + ".Wait();";
        yield return SyntaxFactory.ParseStatement(wait + newLine).WithLeadingTrivia(first.GetLeadingTrivia());
        yield return SyntaxFactory.ParseStatement(indent + type + " " + local + " = null;" + newLine);
        var moved = rest.Select(s => Layout.Move(s == first ? s.WithLeadingTrivia(SyntaxFactory.Whitespace(indent)) : s, indent, indent + unit)).ToList();
        moved[0] = moved[0].WithLeadingTrivia(moved[0].GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).Prepend(SyntaxFactory.EndOfLine(newLine)));
        var inner = indent + unit;
        yield return Layout.Fill(
            $"{indent}try\n{indent}{{\n{inner}if (!{_pool}.TryTake(out {local}))\n{inner}{{\n{inner}{unit}{local} = {made};\n{inner}}}\n\n{inner}BODY();\n{indent}}}\n"
            + $"{indent}finally\n{indent}{{\n{inner}if ({local} != null)\n{inner}{{\n{inner}{unit}{_pool}.Add({local});\n{inner}}}\n\n{inner}{_slots}.Release();\n{indent}}}\n",
            newLine, moved);
    }
}
