using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.LazyInitialization;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>Makes storage with one object for each thread a <c>Lazy&lt;T&gt;</c> with one object for all. Only for what may be shared.</summary>
internal static class ThreadLocalFix
{
    /// <summary>Null when the storage is set, listed or disposed, or the object serves one caller at a time.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is null || !request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Use, out var use) || use != "Shareable"
            || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { } uses)
        {
            return null;
        }

        if (uses.Type is INamedTypeSymbol { Name: "AsyncLocal" or "ThreadLocal", TypeArguments.Length: 1 } && uses.Declaration is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } })
        {
            return await FilledByUsersAsync(request, uses, cancellationToken).ConfigureAwait(false);
        }

        if (uses.Type is not INamedTypeSymbol { Name: "ThreadLocal", TypeArguments.Length: 1 })
        {
            return uses.State is IFieldSymbol { IsStatic: true } && uses.Declaration.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { AttributeLists.Count: > 0 } bound ? await ThreadStaticAsync(request, uses, bound, cancellationToken).ConfigureAwait(false) : null;
        }

        var (type, value) = uses.Declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initial, Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } => (declaration.Type, initial),
            PropertyDeclarationSyntax { Initializer.Value: var initial, Type: var declared } => (declared, initial),
            _ => (null, null),
        };
        if (type is null || value is null || uses.State.DeclaredAccessibility != Accessibility.Private || Generic(type) is not { } name || !uses.All.All(IsRead))
        {
            return null;
        }

        if (value is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments, Initializer: null } creation
            || uses.HomeModel.GetSymbolInfo(creation, cancellationToken).Symbol is not IMethodSymbol { Parameters: { Length: > 0 } parameters } || parameters[0].Name != "valueFactory" || arguments[0].NameColon is not null)
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var lazy = edits.TypeName(uses.Home.Id, uses.HomeModel, name.SpanStart, "System", "Lazy", 1);
        var short_ = SyntaxFactory.ParseTypeName(lazy + name.TypeArgumentList.ToString());
        await edits.ReplaceAsync(uses.Home.Id, type, current => short_.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        var only = creation.ArgumentList!.WithArguments(SyntaxFactory.SingletonSeparatedList(arguments[0]));
        await edits.ReplaceAsync(
            uses.Home.Id, creation,
            _ => creation is ObjectCreationExpressionSyntax explicitly ? explicitly.WithType(short_.WithTriviaFrom(explicitly.Type)).WithArgumentList(only) : ((ImplicitObjectCreationExpressionSyntax)creation).WithArgumentList(only),
            cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    public static string Title(RepairRequest request) => $"Share one object through '{request.State?.Name}' as a Lazy<T>";

    private static GenericNameSyntax? Generic(TypeSyntax type) => type switch
    {
        GenericNameSyntax generic => generic,
        QualifiedNameSyntax { Right: GenericNameSyntax generic } => generic,
        _ => null,
    };

    /// <summary><c>x.Value</c> is read, and <c>x.IsValueCreated</c>.</summary>
    private static bool IsRead(StateUse use) =>
        use.Kind == StateUseKind.Named
        || use.Outer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "IsValueCreated" } member && member.Expression == use.Outer
        && !(member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member) && member.Parent is not (PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } or ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
        && !IsDisposed(member);

    private static bool IsDisposed(MemberAccessExpressionSyntax value)
    {
        SyntaxNode node = value;
        while (node.Parent is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "DisposeAsync" } or UsingStatementSyntax
            || node.Parent is EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } or UsingStatementSyntax };
    }

    /// <summary>Without the attribute it is a static field that is initialized on first use.</summary>
    private static async Task<Solution?> ThreadStaticAsync(RepairRequest request, StateUses uses, FieldDeclarationSyntax field, CancellationToken cancellationToken)
    {
        if (field.AttributeLists.Count != 1 || field.AttributeLists[0].Attributes.Count != 1 || !field.AttributeLists[0].ToString().Contains("ThreadStatic"))
        {
            return null;
        }

        var root = await uses.Home.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var plain = field.WithAttributeLists(default).WithLeadingTrivia(field.GetLeadingTrivia());
        return await InitializedOnceAsync(request, uses, root!.ReplaceNode(field, plain), cancellationToken).ConfigureAwait(false);
    }

    /// <summary><c>x.Value ??= …</c> by whoever comes first: a plain field, but for the flow or thread.</summary>
    private static async Task<Solution?> FilledByUsersAsync(RepairRequest request, StateUses uses, CancellationToken cancellationToken)
    {
        var root = await uses.Home.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax { AttributeLists.Count: 0 } field } declaration } variable || Generic(declaration.Type) is not { } generic
            || uses.State.DeclaredAccessibility != Accessibility.Private || !uses.All.All(u => u.DocumentId == uses.Home.Id && (u.Kind == StateUseKind.Initialized || ValueOf(u) != null)))
        {
            return null;
        }

        var kept = generic.TypeArgumentList.Arguments[0];
        var type = kept is NullableTypeSyntax || !uses.HomeModel.GetNullableContext(field.SpanStart).AnnotationsEnabled() ? kept : SyntaxFactory.NullableType(kept.WithoutTrivia());
        var readOnly = field.Modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        var plain = field
            .WithModifiers(readOnly < 0 ? field.Modifiers : field.Modifiers.RemoveAt(readOnly))
            .WithDeclaration(declaration.WithType(type.WithTriviaFrom(declaration.Type)).WithVariables(SyntaxFactory.SingletonSeparatedList(variable.WithInitializer(null).WithIdentifier(variable.Identifier.WithTrailingTrivia()))))
            .WithLeadingTrivia(field.GetLeadingTrivia());
        var values = uses.All.Select(ValueOf).Where(static v => v != null).ToDictionary(static v => (SyntaxNode)v!, static v => v!.Expression);
        return await InitializedOnceAsync(
            request, uses, root!.ReplaceNodes(values.Keys.Append(field), (old, _) => old == field ? plain : values[old].WithTriviaFrom(old)), cancellationToken).ConfigureAwait(false);
    }

    private static MemberAccessExpressionSyntax? ValueOf(StateUse use) =>
        use.Outer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } member && member.Expression == use.Outer && !IsDisposed(member) ? member : null;

    private static async Task<Solution?> InitializedOnceAsync(RepairRequest request, StateUses uses, SyntaxNode plain, CancellationToken cancellationToken)
    {
        var solution = uses.Solution.WithDocumentSyntaxRoot(uses.Home.Id, plain);
        var document = solution.GetDocument(request.Document.Id)!;
        if (await SharedStateSymbol.FindAsync(document, request.Diagnostic, cancellationToken).ConfigureAwait(false) is not { } state
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } now)
        {
            return null;
        }

        return await LazyFix.ApplyAsync(new RepairRequest(document, request.Diagnostic, now, state), cancellationToken).ConfigureAwait(false);
    }
}
