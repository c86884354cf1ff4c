using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>The places in source that read or write one shared state, and which of them need a guard.</summary>
internal static class GuardedAccess
{
    /// <summary>Marks an access that still needs its lock, while the solution is rewritten step by step.</summary>
    public const string Pending = "Lmi.PendingAccess";

    /// <summary>Every mention of the state in code (not in comments or <c>nameof</c>), by document.</summary>
    public static async Task<Dictionary<DocumentId, List<SimpleNameSyntax>>> FindAsync(
        Solution solution, ISymbol state, CancellationToken cancellationToken)
    {
        var found = new Dictionary<DocumentId, List<SimpleNameSyntax>>();
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(state, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in referenced.Locations.Where(l => !l.IsImplicit))
            {
                var root = await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                var token = root!.FindToken(location.Location.SourceSpan.Start);
                if (token.Span == location.Location.SourceSpan && token.Parent is SimpleNameSyntax name && !IsInNameOf(name))
                {
                    if (!found.TryGetValue(location.Document.Id, out var names))
                    {
                        found.Add(location.Document.Id, names = new List<SimpleNameSyntax>());
                    }

                    if (!names.Contains(name))
                    {
                        names.Add(name);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The whole expression that stands for the state: <c>x</c>, <c>this.x</c>, <c>Type.x</c>, <c>other.x</c>.</summary>
    public static ExpressionSyntax Whole(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name;

    /// <summary>The function whose body contains the node: a method, accessor, lambda, local function; null in an initializer.</summary>
    public static SyntaxNode? BodyOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => IsBody(a) || a is BaseTypeDeclarationSyntax or CompilationUnitSyntax) is { } body
            && (IsBody(body) || (body is CompilationUnitSyntax && node.Ancestors().Any(a => a is GlobalStatementSyntax)))
            ? body
            : null;

    /// <summary>
    /// True where no other invocation can be running: an initializer or constructor of the object that owns the state,
    /// an object initializer, and the code of <c>Main</c> around a captured local. Lambdas in there run later.
    /// </summary>
    public static bool RunsBeforeSharing(SimpleNameSyntax name, ISymbol state, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression } } assignment
            && assignment.Left == name)
        {
            return true;
        }

        var body = BodyOf(name);
        if (state is ILocalSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } })
        {
            var owner = state.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellationToken)).Select(BodyOf).FirstOrDefault();
            return body is null || body == owner || (owner is null && body is CompilationUnitSyntax);
        }

        if (body is null)
        {
            return true;
        }

        return body is ConstructorDeclarationSyntax constructor
            && name.SpanStart > constructor.ParameterList.SpanStart
            && model.GetDeclaredSymbol(constructor, cancellationToken) is { } symbol
            && symbol.IsStatic == state.IsStatic
            && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, state.ContainingType);
    }

    private static bool IsBody(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
        || node is ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };

    private static bool IsInNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(i => i.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });
}
