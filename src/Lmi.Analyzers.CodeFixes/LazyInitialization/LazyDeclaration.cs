using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>Declares a state as <c>Lazy&lt;T&gt;</c>: in place, or in the constructors when the factory needs the object.</summary>
internal static class LazyDeclaration
{
    /// <summary>Is it a field or captured local whose type nobody outside depends on, and that begins as null?</summary>
    public static bool CanBecomeLazy(StateUses uses)
    {
        if (uses.Declaration is PropertyDeclarationSyntax property)
        {
            return uses.State is IPropertySymbol { DeclaredAccessibility: Accessibility.Private, ContainingType.IsRecord: false } && BackedProperty.CanBack(uses.State, property)
                && BackedProperty.HasSetter(property) && property.AttributeLists.Count == 0 && IsNull(property.Initializer);
        }

        if (uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } variable
            || !IsNull(variable.Initializer))
        {
            return false;
        }

        return uses.State switch
        {
            IFieldSymbol { IsReadOnly: false, ContainingType.TypeKind: TypeKind.Class } stored =>
                stored.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal && (stored.IsStatic || !stored.ContainingType.IsRecord),
            ILocalSymbol { RefKind: RefKind.None } => variable.Parent!.Parent is LocalDeclarationStatementSyntax,
            _ => false,
        };
    }

    public static TypeSyntax? TypeOf(SyntaxNode declaration) => declaration is PropertyDeclarationSyntax property ? property.Type : (declaration.Parent as VariableDeclarationSyntax)?.Type;

    private static bool IsNull(EqualsValueClauseSyntax? initializer) =>
        initializer is null || Expressions.Bare(initializer.Value).Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression;

    /// <summary>False when the object has no constructor in which the state could be set.</summary>
    public static async Task<bool> RewriteAsync(StateUses uses, LazyFactory factory, FactoryScope scope, StateEdits edits, CancellationToken cancellationToken)
    {
        var declaration = TypeOf(uses.Declaration)!;
        var owner = uses.Declaration as PropertyDeclarationSyntax ?? declaration.Parent!.Parent!;
        var home = uses.Home.Id;
        var lazy = edits.TypeName(home, uses.HomeModel, owner.SpanStart, "System", "Lazy", 1);
        var argument = factory.IsAsync
            ? edits.TypeName(home, uses.HomeModel, owner.SpanStart, "System.Threading.Tasks", "Task", 1) + "<" + factory.ValueType + ">"
            : factory.ValueType.ToString();
        var type = lazy + "<" + argument + ">";
        var newLine = Layout.NewLine(owner.SyntaxTree);
        var lambda = factory.Lambda(Layout.IndentOf(owner), Layout.Unit(owner), newLine, cancellationToken);
        var isShort = owner.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var written = SyntaxFactory.ParseTypeName(type).WithTriviaFrom(declaration);
        if (owner is PropertyDeclarationSyntax property)
        {
            var rewrittenProperty = WithoutSetter(property).WithType(written);
            rewrittenProperty = scope.NeedsThis ? rewrittenProperty : Initialized(rewrittenProperty, Creation(isShort ? "new" : "new " + type, lambda));
            await edits.ReplaceAsync(home, property, _ => rewrittenProperty, cancellationToken).ConfigureAwait(false);
            return !scope.NeedsThis || await InConstructorsAsync(uses, property, factory, scope, type, edits, cancellationToken).ConfigureAwait(false);
        }

        var variable = (VariableDeclaratorSyntax)uses.Declaration;
        if (owner is LocalDeclarationStatementSyntax local)
        {
            var declared = local.Declaration
                .WithType(SyntaxFactory.ParseTypeName("var").WithTriviaFrom(declaration))
                .WithVariables(SyntaxFactory.SingletonSeparatedList(Initialized(variable, Creation("new " + type, lambda))));
            await edits.ReplaceAsync(home, local, current => ((LocalDeclarationStatementSyntax)current).WithDeclaration(declared), cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (owner is not FieldDeclarationSyntax field)
        {
            return false;
        }

        var modifiers = field.Modifiers.Where(static m => !m.IsKind(SyntaxKind.VolatileKeyword)).ToList();
        var readOnly = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (modifiers.Count == 0)
        {
            readOnly = readOnly.WithLeadingTrivia(declaration.GetLeadingTrivia());
        }
        else
        {
            modifiers[0] = modifiers[0].WithLeadingTrivia(field.GetLeadingTrivia());
        }

        modifiers.Add(readOnly);
        var rewritten = scope.NeedsThis ? variable.WithInitializer(null).WithIdentifier(variable.Identifier.WithTrailingTrivia()) : Initialized(variable, Creation(isShort ? "new" : "new " + type, lambda));
        await edits.ReplaceAsync(
            home, field,
            current => ((FieldDeclarationSyntax)current).WithModifiers(SyntaxFactory.TokenList(modifiers))
                .WithDeclaration(SyntaxFactory.VariableDeclaration(written.WithLeadingTrivia(), SyntaxFactory.SingletonSeparatedList(rewritten))),
            cancellationToken).ConfigureAwait(false);
        return !scope.NeedsThis || await InConstructorsAsync(uses, field, factory, scope, type, edits, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> InConstructorsAsync(
        StateUses uses, MemberDeclarationSyntax field, LazyFactory factory, FactoryScope scope, string type, StateEdits edits, CancellationToken cancellationToken)
    {
        var owner = uses.State.ContainingType;
        var constructors = new List<ConstructorDeclarationSyntax>();
        foreach (var constructor in owner.InstanceConstructors.Where(static c => !c.IsImplicitlyDeclared))
        {
            if (constructor.DeclaringSyntaxReferences.Length != 1
                || await constructor.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not ConstructorDeclarationSyntax declared)
            {
                return false; // a primary constructor has no body
            }

            if (declared.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true)
            {
                constructors.Add(declared);
            }
        }

        var name = uses.State.Name;
        if (constructors.Count == 0)
        {
            var indent = Layout.IndentOf(field);
            var unit = Layout.Unit(field);
            var newLine = Layout.NewLine(field.SyntaxTree);
            // Where the compiler asks for comments on what is public, a constructor without one would bring a warning.
            var comment = field.SyntaxTree.Options.DocumentationMode == DocumentationMode.Diagnose
                ? indent + "/// <summary>Initializes a new instance; what it needs is made on first use.</summary>" + newLine
                : "";
            var text = newLine + comment + indent + (owner.IsAbstract ? "protected " : "public ") + owner.Name + "()" + newLine + indent + "{" + newLine + indent + "}" + newLine;
            var added = (ConstructorDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
            var body = added.Body!.WithStatements(SyntaxFactory.SingletonList(Assign(name, type, factory, indent + unit, unit, newLine, cancellationToken)));
            var last = ((TypeDeclarationSyntax)field.Parent!).Members.SkipWhile(m => m != field).TakeWhile(m => m is FieldDeclarationSyntax || m == field).Last();
            await edits.InsertAfterAsync(uses.Home.Id, last, added.WithBody(body), cancellationToken).ConfigureAwait(false);
            return true;
        }

        foreach (var constructor in constructors)
        {
            if (uses.Solution.GetDocument(constructor.SyntaxTree) is not { } document || document is SourceGeneratedDocument)
            {
                return false;
            }

            var hidden = constructor.ParameterList.Parameters.Select(static p => p.Identifier.ValueText)
                .Concat(constructor.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(static v => v.Identifier.ValueText)).ToList();
            if (hidden.Any(scope.Names.Contains))
            {
                return false;
            }

            var indent = Layout.IndentOf(constructor);
            var unit = Layout.Unit(constructor);
            var newLine = Layout.NewLine(constructor.SyntaxTree);
            var statement = Assign(hidden.Contains(name) ? "this." + name : name, type, factory, indent + unit, unit, newLine, cancellationToken);
            await edits.ReplaceAsync(document.Id, constructor, current => WithFirst((ConstructorDeclarationSyntax)current, statement, indent, unit, newLine), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static ConstructorDeclarationSyntax WithFirst(ConstructorDeclarationSyntax constructor, StatementSyntax statement, string indent, string unit, string newLine)
    {
        if (constructor.Body is { } body)
        {
            var isOneLine = !body.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) && body.Statements.Count == 0;
            return isOneLine
                ? constructor.WithBody(Block(indent, newLine, new[] { statement }).WithTrailingTrivia(body.GetTrailingTrivia())).WithParameterList(constructor.ParameterList.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)))
                : constructor.WithBody(body.WithStatements(body.Statements.Insert(0, statement)));
        }

        var expression = constructor.ExpressionBody!.Expression;
        var then = SyntaxFactory.ExpressionStatement(expression.WithoutTrivia())
            .WithLeadingTrivia(SyntaxFactory.Whitespace(indent + unit)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));
        var header = constructor.WithExpressionBody(null);
        header = header.Initializer is { } initializer
            ? header.WithInitializer(initializer.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)))
            : header.WithParameterList(header.ParameterList.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)));
        return header.WithBody(Block(indent, newLine, new[] { statement, then }).WithTrailingTrivia(constructor.SemicolonToken.TrailingTrivia)).WithSemicolonToken(default);
    }

    private static BlockSyntax Block(string indent, string newLine, IEnumerable<StatementSyntax> statements) =>
        SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)),
            SyntaxFactory.List(statements),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)));

    private static StatementSyntax Assign(string target, string type, LazyFactory factory, string indent, string unit, string newLine, CancellationToken cancellationToken)
    {
        var statement = (ExpressionStatementSyntax)SyntaxFactory.ParseStatement(indent + target + " = x;" + newLine);
        var assignment = (AssignmentExpressionSyntax)statement.Expression;
        return statement.WithExpression(assignment.WithRight(Creation("new " + type, factory.Lambda(indent, unit, newLine, cancellationToken))));
    }

    private static ExpressionSyntax Creation(string newAndType, LambdaExpressionSyntax lambda)
    {
        var creation = SyntaxFactory.ParseExpression(newAndType + "(x)");
        return creation.ReplaceNode(creation.DescendantNodes().OfType<ArgumentSyntax>().Single(), SyntaxFactory.Argument(lambda));
    }

    private static PropertyDeclarationSyntax WithoutSetter(PropertyDeclarationSyntax property)
    {
        var setter = property.AccessorList!.Accessors.First(static a => a.IsKind(SyntaxKind.SetAccessorDeclaration));
        var end = property.SemicolonToken.IsKind(SyntaxKind.SemicolonToken) ? property.SemicolonToken.TrailingTrivia : property.AccessorList.CloseBraceToken.TrailingTrivia;
        return property.RemoveNode(setter, SyntaxRemoveOptions.KeepNoTrivia)!.WithInitializer(null).WithSemicolonToken(default).WithTrailingTrivia(end);
    }

    private static PropertyDeclarationSyntax Initialized(PropertyDeclarationSyntax property, ExpressionSyntax value) =>
        property.WithTrailingTrivia(SyntaxFactory.Space)
            .WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), value))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(property.GetTrailingTrivia()));

    private static VariableDeclaratorSyntax Initialized(VariableDeclaratorSyntax variable, ExpressionSyntax value) =>
        variable.WithIdentifier(variable.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
            .WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), value));
}
