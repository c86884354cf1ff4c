using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>All mentions of one state in the solution, and its declaration. Costs one search for references.</summary>
internal sealed class StateUses
{
    private StateUses(Solution solution, ISymbol state, SyntaxNode declaration, Document home, SemanticModel homeModel, ImmutableArray<StateUse> all)
    {
        Solution = solution;
        State = state;
        Declaration = declaration;
        Home = home;
        HomeModel = homeModel;
        All = all;
    }

    public Solution Solution { get; }

    public ISymbol State { get; }

    /// <summary>The declarator, property, designation or parameter that declares it.</summary>
    public SyntaxNode Declaration { get; }

    public Document Home { get; }

    public SemanticModel HomeModel { get; }

    public ImmutableArray<StateUse> All { get; }

    public ITypeSymbol Type => State switch
    {
        IFieldSymbol stored => stored.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => throw new System.InvalidOperationException(State.Kind.ToString()),
    };

    /// <summary>Null when the state has several declarations, or a mention is not a plain name or is in generated code, so that not all of them could be rewritten.</summary>
    public static async Task<StateUses?> FindAsync(Solution solution, ISymbol state, CancellationToken cancellationToken)
    {
        if (state.DeclaringSyntaxReferences.Length != 1 || state is not (IFieldSymbol or IPropertySymbol or ILocalSymbol or IParameterSymbol))
        {
            return null;
        }

        var declaration = await state.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        if (solution.GetDocument(declaration.SyntaxTree) is not { } home || home is SourceGeneratedDocument
            || await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } homeModel)
        {
            return null;
        }

        var uses = ImmutableArray.CreateBuilder<StateUse>();
        var seen = new HashSet<SyntaxNode>();
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(state, solution, cancellationToken).ConfigureAwait(false))
        {
            if (!SymbolEqualityComparer.Default.Equals(referenced.Definition.OriginalDefinition, state.OriginalDefinition) && referenced.Definition is not IParameterSymbol)
            {
                continue; // the accessors of a property, or the interface member that it implements
            }

            foreach (var location in referenced.Locations.Where(static l => !l.IsImplicit))
            {
                var root = await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                var model = await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
                if (root is null || model is null)
                {
                    return null;
                }

                var token = root.FindToken(location.Location.SourceSpan.Start, findInsideTrivia: true);
                if (token.Parent is { } parent && parent.IsPartOfStructuredTrivia())
                {
                    continue; // a cref: the name stays
                }

                if (token.Parent is not SimpleNameSyntax name || location.Document is SourceGeneratedDocument)
                {
                    return null;
                }

                if (seen.Add(name))
                {
                    uses.Add(new StateUse(location.Document.Id, model, name));
                }
            }
        }

        return new StateUses(solution, state, declaration, home, homeModel, uses.ToImmutable());
    }

    /// <summary>Is the use in a constructor or initializer that builds the owner of the state, before anybody else can see it?</summary>
    public bool IsConstruction(StateUse use)
    {
        if (use.Kind == StateUseKind.Initialized)
        {
            return true;
        }

        if (State is ILocalSymbol or IParameterSymbol)
        {
            return State is IParameterSymbol && use.Function is null;
        }

        return use.IsOwn && (use.Function is null
            ? use.Name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not GlobalStatementSyntax
            : use.Function is ConstructorDeclarationSyntax constructor
                && constructor.Modifiers.Any(SyntaxKind.StaticKeyword) == State.IsStatic
                && SymbolEqualityComparer.Default.Equals(use.Model.GetDeclaredSymbol(constructor)?.ContainingType.OriginalDefinition, State.ContainingType.OriginalDefinition));
    }

    /// <summary>Is every mention inside the declaring type, so that the state may become private?</summary>
    public bool AreAllInside() => All.All(u => u.Name.Ancestors().OfType<TypeDeclarationSyntax>()
        .Any(t => SymbolEqualityComparer.Default.Equals(u.Model.GetDeclaredSymbol(t)?.OriginalDefinition, State.ContainingType?.OriginalDefinition)));
}
