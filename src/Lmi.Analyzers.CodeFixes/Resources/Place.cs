using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>Where a lazy value is declared, and by what name: a static field of the type around the creation, or a local of the top-level statements.</summary>
internal sealed class Place
{
    private readonly SyntaxNode _beside;
    private readonly bool _before;
    private readonly SemanticModel _model;

    private Place(string name, SyntaxNode beside, bool before, SemanticModel model)
    {
        Name = name;
        _beside = beside;
        _before = before;
        _model = model;
    }

    public string Name { get; }

    private bool IsLocal => _beside is GlobalStatementSyntax;

    /// <summary>Null in an interface, or where a static lambda could not see the local.</summary>
    public static Place? Of(ExpressionSyntax creation, ITypeSymbol made, SemanticModel model, CancellationToken cancellationToken)
    {
        var bare = BareName(creation, made);
        if (creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
        {
            if (type is InterfaceDeclarationSyntax || model.GetDeclaredSymbol(type, cancellationToken) is not INamedTypeSymbol symbol)
            {
                return null;
            }

            var statics = type.Members.OfType<FieldDeclarationSyntax>().Where(static f => f.Modifiers.Any(SyntaxKind.StaticKeyword) || f.Modifiers.Any(SyntaxKind.ConstKeyword)).ToList();
            var name = Free(Styled(bare, symbol), symbol, model, creation.SpanStart);
            return statics.Count > 0 ? new Place(name, statics[statics.Count - 1], before: false, model) : type.Members.Count > 0 ? new Place(name, type.Members[0], before: true, model) : null;
        }

        var isStaticLambda = creation.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(static l => l.Modifiers.Any(SyntaxKind.StaticKeyword));
        return creation.FirstAncestorOrSelf<GlobalStatementSyntax>() is { Statement: not LocalFunctionStatementSyntax } statement && !isStaticLambda
            ? new Place(Names.ForLocal("lazy" + Names.Pascal(bare), model, creation.SpanStart, statement.SyntaxTree.GetRoot(cancellationToken)), statement, before: true, model)
            : null;
    }

    public async Task DeclareAsync(DocumentId document, StateEdits edits, ExpressionSyntax creation, Preparation preparation, ITypeSymbol made, CancellationToken cancellationToken)
    {
        var position = _beside.SpanStart;
        var newLine = Layout.NewLine(creation.SyntaxTree);
        var indent = Layout.IndentOf(_beside);
        var unit = Layout.Unit(_beside);
        var lazy = edits.TypeName(document, _model, position, "System", "Lazy", 1) + "<" + made.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(_model, position) + ">";
        var isShort = creation.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var value = Layout.Move(HeavyExpression.Explicit(creation, made, _model).WithoutTrivia(), Layout.IndentOf(creation), indent);
        string factory;
        if (preparation.Statements.Count == 0)
        {
            factory = "() => " + value.ToFullString();
        }
        else
        {
            var lines = preparation.Statements.Select(s => indent + unit + Layout.Move(s.WithoutTrivia(), Layout.IndentOf(s), indent + unit).ToFullString() + newLine);
            factory = "() =>" + newLine + indent + "{" + newLine + string.Concat(lines) + indent + unit + "return " + Layout.Move(value, indent, indent + unit).ToFullString() + ";" + newLine + indent + "}";
        }

        if (IsLocal)
        {
            var statement = SyntaxFactory.ParseStatement("var " + Name + " = new " + lazy + "(" + factory + ");" + newLine);
            await edits.InsertBeforeAsync(document, _beside, SyntaxFactory.GlobalStatement(statement), cancellationToken).ConfigureAwait(false);
            return;
        }

        var text = indent + "private static readonly " + lazy + " " + Name + " = " + (isShort ? "new" : "new " + lazy) + "(" + factory + ");" + newLine;
        var field = SyntaxFactory.ParseMemberDeclaration(text)!;
        if (_before)
        {
            var isField = _beside is FieldDeclarationSyntax;
            await edits.InsertBeforeAsync(document, _beside, isField ? field : field.WithTrailingTrivia(field.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(newLine))), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await edits.InsertAfterAsync(document, _beside, field, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the code itself calls it: the local, field or property that takes it, else its type.</summary>
    private static string BareName(ExpressionSyntax creation, ITypeSymbol made)
    {
        SyntaxNode node = creation;
        while (node.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            node = node.Parent;
        }

        var given = node.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } => target.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax target } => target.Name.Identifier.ValueText,
            _ => null,
        };
        if (given is { Length: > 2 })
        {
            return Names.Bare(given);
        }

        var type = made is INamedTypeSymbol { Name: "Task", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : made;
        return Names.Bare(type is { TypeKind: TypeKind.Interface, Name: { Length: > 2 } name } && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : type.Name);
    }

    /// <summary>In the style of the static fields around it.</summary>
    private static string Styled(string bare, INamedTypeSymbol type)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(static f => f is { IsImplicitlyDeclared: false, IsStatic: true, IsConst: false }).Select(static f => f.Name).ToList();
        return fields.Any(static f => f.StartsWith("s_", System.StringComparison.Ordinal)) ? "s_" + bare
            : fields.Count > 0 && fields.All(static f => f[0] == '_') ? "_" + bare
            : fields.Count > 0 && fields.All(static f => char.IsLower(f[0])) ? bare
            : Names.Pascal(bare);
    }

    private static string Free(string wish, INamedTypeSymbol type, SemanticModel model, int position)
    {
        foreach (var name in new[] { wish, "Lazy" + Names.Pascal(Names.Bare(wish)) }.Concat(Enumerable.Range(2, 1000).Select(n => wish + n)))
        {
            if (type.Name != name && !type.GetMembers(name).Any() && !model.LookupSymbols(position, name: name).Any(static s => s is not INamespaceSymbol) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None)
            {
                return name;
            }
        }

        return wish;
    }
}
