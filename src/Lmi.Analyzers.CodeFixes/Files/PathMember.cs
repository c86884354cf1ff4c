using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// A member that says the path of a file which one method works on: a field with its initializer or its one assignment in a constructor, or a property or method
/// without parameters that computes it. Costs one search for references.
/// </summary>
internal sealed class PathMember
{
    private PathMember(ExpressionSyntax original, ExpressionSyntax value, IReadOnlyList<ExpressionSyntax> uses, IReadOnlyList<SyntaxNode> obsolete)
    {
        Original = original;
        Value = value;
        Uses = uses;
        Obsolete = obsolete;
    }

    /// <summary>What stands in the declaration or assignment.</summary>
    public ExpressionSyntax Original { get; }

    /// <summary>The same, as it can be written in the scope.</summary>
    public ExpressionSyntax Value { get; }

    /// <summary>In the scope that was asked for; there are no others.</summary>
    public IReadOnlyList<ExpressionSyntax> Uses { get; }

    /// <summary>What nobody needs when the uses are gone. Empty for what others than this project may see.</summary>
    public IReadOnlyList<SyntaxNode> Obsolete { get; }

    /// <summary>Null when another method names the file as well, or the value cannot be computed in the scope.</summary>
    public static async Task<PathMember?> FindAsync(ISymbol symbol, Document document, SyntaxNode scope, CancellationToken cancellationToken)
    {
        if (symbol.DeclaringSyntaxReferences.Length != 1 || symbol.IsVirtual || symbol.IsOverride || symbol.IsAbstract || symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary } or IMethodSymbol { Parameters.Length: > 0 } or IPropertySymbol { SetMethod: not null } or IPropertySymbol { IsIndexer: true })
        {
            return null;
        }

        var declaration = await symbol.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var value = ValueOf(declaration);
        var uses = new List<ExpressionSyntax>();
        AssignmentExpressionSyntax? assigned = null;
        foreach (var reference in (await SymbolFinder.FindReferencesAsync(symbol, document.Project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(static r => r.Locations))
        {
            if (reference.Document.Id != document.Id || scope.SyntaxTree.GetRoot(cancellationToken).FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name)
            {
                return null;
            }

            var whole = WholeOf(name, symbol);
            if (whole?.Parent is AssignmentExpressionSyntax write && write.Left == whole)
            {
                if (value != null || assigned != null || !IsConstruction(write, symbol))
                {
                    return null;
                }

                assigned = write;
                continue;
            }

            if (whole == null || !scope.Contains(name))
            {
                return null;
            }

            uses.Add(whole);
        }

        value ??= assigned?.Right;
        if (value == null || uses.Count == 0 || document.Project.Solution.GetDocument(value.SyntaxTree) is not { } home || await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var here = StandsAlone(value, model, symbol.ContainingType, scope, cancellationToken) ? value
            : symbol is IFieldSymbol { HasConstantValue: true, ConstantValue: string text } ? SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text))
            : null;
        return here == null ? null : new PathMember(value, here, uses, ObsoleteOf(symbol, declaration, assigned, scope));
    }

    /// <summary>The one expression that computes it.</summary>
    public static ExpressionSyntax? ValueOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
        PropertyDeclarationSyntax { Initializer.Value: var initial } => initial,
        PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0].ExpressionBody?.Expression ?? Returned(accessors[0].Body),
        MethodDeclarationSyntax method when !method.Modifiers.Any(SyntaxKind.AsyncKeyword) => method.ExpressionBody?.Expression ?? Returned(method.Body),
        LocalFunctionStatementSyntax function when !function.Modifiers.Any(SyntaxKind.AsyncKeyword) => function.ExpressionBody?.Expression ?? Returned(function.Body),
        _ => null,
    };

    private static ExpressionSyntax? Returned(BlockSyntax? block) => block is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: var expression } ? expression : null;

    private static ExpressionSyntax? WholeOf(IdentifierNameSyntax name, ISymbol symbol)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return symbol is IMethodSymbol ? whole.Parent as InvocationExpressionSyntax : whole;
    }

    private static bool IsConstruction(AssignmentExpressionSyntax write, ISymbol symbol) =>
        symbol is IFieldSymbol && write is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax constructor } } }
        && constructor.Modifiers.Any(SyntaxKind.StaticKeyword) == symbol.IsStatic && constructor.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText == symbol.ContainingType.Name;

    /// <summary>Does the expression mean the same in the scope: no parameter, no local, and of another type only what metadata declares?</summary>
    private static bool StandsAlone(ExpressionSyntax value, SemanticModel model, INamedTypeSymbol owner, SyntaxNode scope, CancellationToken cancellationToken)
    {
        var isOwn = scope.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && type.Identifier.ValueText == owner.Name;
        foreach (var name in value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case null or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol:
                case IFieldSymbol or IPropertySymbol or IMethodSymbol or INamedTypeSymbol when !isOwn && model.GetSymbolInfo(name, cancellationToken).Symbol!.DeclaringSyntaxReferences.Length > 0:
                    return false;
            }
        }

        return !value.DescendantNodesAndSelf().Any(static n => n is AwaitExpressionSyntax);
    }

    private static IReadOnlyList<SyntaxNode> ObsoleteOf(ISymbol symbol, SyntaxNode declaration, AssignmentExpressionSyntax? assigned, SyntaxNode scope)
    {
        var member = declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member == null || member.SyntaxTree != scope.SyntaxTree || symbol.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal) || member is FieldDeclarationSyntax { Declaration.Variables.Count: > 1 })
        {
            return System.Array.Empty<SyntaxNode>();
        }

        return assigned == null ? new SyntaxNode[] { member } : new SyntaxNode[] { member, assigned.Parent! };
    }
}
