using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>The private methods through which a value reaches its readers, and every call of them.</summary>
internal sealed class ParameterChain
{
    /// <summary>Methods that may need the parameter; beyond it the rewrite is not worth reading.</summary>
    private const int MostReaders = 12;

    private ParameterChain(IReadOnlyList<Reader> readers) => Readers = readers;

    public IReadOnlyList<Reader> Readers { get; }

    internal sealed record Reader(DocumentId DocumentId, MethodDeclarationSyntax Declaration, IMethodSymbol Symbol, List<(DocumentId DocumentId, InvocationExpressionSyntax Call)> Calls);

    /// <summary>Null when a reader could be called before the value is set, by somebody else, or through a delegate or an interface.</summary>
    public static async Task<ParameterChain?> FindAsync(StateUses uses, Setter setter, CancellationToken cancellationToken)
    {
        var readers = new List<Reader>();
        var known = new HashSet<SyntaxNode>();
        var todo = new Queue<(DocumentId DocumentId, SemanticModel Model, MethodDeclarationSyntax Method)>();
        foreach (var use in uses.All.Where(u => u != setter.First))
        {
            if (use.Name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax method)
            {
                return null;
            }

            if (method == setter.Method)
            {
                if (!setter.Covers(use.Name))
                {
                    return null;
                }
            }
            else if (use.Kind != StateUseKind.Read && !IsAccumulator(use, setter))
            {
                return null;
            }
            else if (known.Add(method))
            {
                todo.Enqueue((use.DocumentId, use.Model, method));
            }
        }

        while (todo.Count > 0)
        {
            var (documentId, model, method) = todo.Dequeue();
            if (readers.Count >= MostReaders || model.GetDeclaredSymbol(method, cancellationToken) is not { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsExtensionMethod: false } symbol
                || symbol.DeclaredAccessibility != Accessibility.Private || symbol.PartialDefinitionPart is not null || symbol.PartialImplementationPart is not null
                || !symbol.ExplicitInterfaceImplementations.IsEmpty || method.AttributeLists.Count > 0)
            {
                return null;
            }

            var reader = new Reader(documentId, method, symbol, new List<(DocumentId, InvocationExpressionSyntax)>());
            readers.Add(reader);
            foreach (var location in (await SymbolFinder.FindReferencesAsync(symbol, uses.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(static r => r.Locations))
            {
                var root = (await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
                var token = root.FindToken(location.Location.SourceSpan.Start, findInsideTrivia: true);
                if (token.Parent is { } parent && parent.IsPartOfStructuredTrivia())
                {
                    continue;
                }

                if (location.Document is SourceGeneratedDocument || CallOf(token.Parent, symbol.IsStatic) is not { } call
                    || call.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax caller)
                {
                    return null;
                }

                if (caller == setter.Method)
                {
                    if (!setter.Covers(call))
                    {
                        return null;
                    }
                }
                else if (known.Add(caller))
                {
                    var callerModel = (await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
                    todo.Enqueue((location.Document.Id, callerModel, caller));
                }

                reader.Calls.Add((location.Document.Id, call));
            }
        }

        return CallsSetter(setter, readers, cancellationToken) ? null : new ParameterChain(readers);
    }

    /// <summary>Declares the parameter in every reader, last where it can be, and hands it over in every call.</summary>
    public async Task AddParameterAsync(TypeSyntax type, string name, StateEdits edits, CancellationToken cancellationToken)
    {
        foreach (var reader in Readers)
        {
            var isLast = reader.Symbol.Parameters.All(static p => !p.IsOptional && !p.IsParams)
                && reader.Calls.All(static c => c.Call.ArgumentList.Arguments.All(static a => a.NameColon is null));
            var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(type.WithTrailingTrivia(SyntaxFactory.Space));
            await edits.ReplaceAsync(reader.DocumentId, reader.Declaration.ParameterList, current => ((ParameterListSyntax)current).WithParameters(
                Added(((ParameterListSyntax)current).Parameters, parameter, isLast)), cancellationToken).ConfigureAwait(false);
            foreach (var (documentId, call) in reader.Calls)
            {
                var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name));
                await edits.ReplaceAsync(documentId, call.ArgumentList, current => ((ArgumentListSyntax)current).WithArguments(
                    Added(((ArgumentListSyntax)current).Arguments, argument, isLast)), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static SeparatedSyntaxList<T> Added<T>(SeparatedSyntaxList<T> list, T added, bool isLast)
        where T : SyntaxNode
    {
        if (list.Count == 0)
        {
            return SyntaxFactory.SingletonSeparatedList(added);
        }

        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var all = list.GetWithSeparators();
        if (!isLast)
        {
            added = added.WithLeadingTrivia(list[0].GetLeadingTrivia());
            all = all.Replace(list[0], list[0].WithLeadingTrivia());
            return SyntaxFactory.SeparatedList<T>(all.InsertRange(0, new SyntaxNodeOrToken[] { added, comma }));
        }

        var last = list[list.Count - 1];
        added = added.WithTrailingTrivia(last.GetTrailingTrivia());
        all = all.Replace(last, last.WithTrailingTrivia());
        return SyntaxFactory.SeparatedList<T>(all.AddRange(new SyntaxNodeOrToken[] { comma, added }));
    }

    /// <summary>A collection is filled by the methods that are given it.</summary>
    private static bool IsAccumulator(StateUse use, Setter setter) => use.Kind == StateUseKind.Read && setter.First.Kind == StateUseKind.Read;

    private static InvocationExpressionSyntax? CallOf(SyntaxNode? name, bool isStatic)
    {
        var expression = name is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax member } && member.Name == name && (isStatic || member.Expression is ThisExpressionSyntax) ? member : name;
        return expression?.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : null;
    }

    /// <summary>A method that ends up in itself shared one value among its activations.</summary>
    private static bool CallsSetter(Setter setter, IEnumerable<Reader> readers, CancellationToken cancellationToken)
    {
        var symbol = setter.First.Model.GetDeclaredSymbol(setter.Method, cancellationToken);
        return readers.Select(static r => r.Declaration).Append(setter.Method)
            .Any(m => m.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == setter.Method.Identifier.ValueText
                && n.SyntaxTree == setter.Method.SyntaxTree && SymbolEqualityComparer.Default.Equals(setter.First.Model.GetSymbolInfo(n, cancellationToken).Symbol, symbol)));
    }
}
