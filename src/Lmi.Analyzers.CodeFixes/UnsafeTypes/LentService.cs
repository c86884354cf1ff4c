using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>A service that lends objects: <c>IDbContextFactory&lt;T&gt;</c>, <c>PredictionEnginePool&lt;TData, TPrediction&gt;</c>; the member that makes or lends one, and what names of it end in.</summary>
internal sealed record LendingService(string Namespace, string Name, int Arity, string Making, string Suffix);

/// <summary>
/// Where a shared object comes from that a service lends, and how the service takes its place: a constructor's parameter, a primary constructor's, a call of <c>GetRequiredService</c>, or a
/// service that made it already.
/// </summary>
internal sealed class LentService
{
    private readonly LendingService _service;
    private readonly ExpressionSyntax? _value;
    private readonly StateUse? _assigned;
    private readonly StateUses? _parameter;

    private LentService(LendingService service, StateUses uses, ImmutableArray<StateUse> users, ExpressionSyntax? value, StateUse? assigned, StateUses? parameter, string name)
    {
        _service = service;
        Uses = uses;
        Users = users;
        _value = value;
        _assigned = assigned;
        _parameter = parameter;
        Name = name;
    }

    public StateUses Uses { get; }

    /// <summary>Everything that is done with the object once it is there.</summary>
    public ImmutableArray<StateUse> Users { get; }

    /// <summary>What the service is called in the place of the object.</summary>
    public string Name { get; }

    /// <summary>What the service was given to make the object, where it made it.</summary>
    public ArgumentListSyntax? Making { get; private set; }

    /// <summary>Null when others can set or see the state, when it has several sources, or when code of the solution calls the constructor.</summary>
    public static async Task<LentService?> FindAsync(RepairRequest request, LendingService service, CancellationToken cancellationToken)
    {
        if (request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element) || request.State is not (IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or ILocalSymbol or IParameterSymbol)
            || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { } uses)
        {
            return null;
        }

        var isRegistered = request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.LentBy);
        if (uses.State is IParameterSymbol captured)
        {
            return isRegistered && uses.All.All(static u => u.Kind == StateUseKind.Read && u.Function is not null) && await IsInjectedAsync(captured, uses, cancellationToken).ConfigureAwait(false)
                ? new LentService(service, uses, uses.All, null, null, uses, NameFor(captured.Name, captured.ContainingType, uses, service))
                : null;
        }

        if (uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax { AttributeLists.Count: 0 } or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } declarator)
        {
            return null;
        }

        var assigned = uses.All.Where(static u => u.IsWrite).ToList();
        var initial = declarator.Initializer is { Value: var given } && !Expressions.Bare(given).IsKind(SyntaxKind.NullLiteralExpression) && !Expressions.Bare(given).IsKind(SyntaxKind.DefaultLiteralExpression) ? given : null;
        if (assigned.Count != (initial is null ? 1 : 0)
            || assigned.Any(u => u.Kind != StateUseKind.Assigned || !uses.IsConstruction(u) || u.Outer.Parent is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax }))
        {
            return null;
        }

        var users = uses.All.Except(assigned).ToImmutableArray();
        if (users.Any(u => u.Kind != StateUseKind.Read || uses.State is IFieldSymbol && uses.IsConstruction(u)))
        {
            return null;
        }

        var value = Value(initial ?? ((AssignmentExpressionSyntax)assigned[0].Outer.Parent!).Right);
        var model = assigned.Count > 0 ? assigned[0].Model : uses.HomeModel;
        var name = NameFor(uses.State.Name, uses.State.ContainingType, uses, service);
        switch (value)
        {
            case IdentifierNameSyntax when isRegistered && uses.State is IFieldSymbol { IsStatic: false } && model.GetSymbolInfo(value, cancellationToken).Symbol is IParameterSymbol parameter
                && await StateUses.FindAsync(uses.Solution, parameter, cancellationToken).ConfigureAwait(false) is { } mentions && mentions.All.All(u => u.Name == value || IsOnlyChecked(u))
                && await IsInjectedAsync(parameter, mentions, cancellationToken).ConfigureAwait(false):
                return new LentService(service, uses, users, value, assigned.FirstOrDefault(), mentions, name);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "GetRequiredService" or "GetService", TypeArgumentList.Arguments.Count: 1 } } } when isRegistered:
                return new LentService(service, uses, users, value, assigned.FirstOrDefault(), null, name);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var made, Expression: var provider } } call
                when made == service.Making && model.GetTypeInfo(provider, cancellationToken).Type?.OriginalDefinition is { } type && type.Name == service.Name && type.ContainingNamespace.ToDisplayString() == service.Namespace:
                return new LentService(service, uses, users, value, assigned.FirstOrDefault(), null, name) { Making = call.ArgumentList };
            default:
                return null;
        }
    }

    /// <summary>Puts the service in the place of the object where it is declared, assigned and injected.</summary>
    public async Task DeclareAsync(StateEdits edits, CancellationToken cancellationToken)
    {
        if (_parameter is { Declaration: ParameterSyntax injected })
        {
            var isState = _parameter == Uses;
            var name = isState ? Name : ParameterName(injected.Identifier.ValueText, _parameter);
            var type = TypeText(edits, _parameter, injected.SpanStart);
            await edits.ReplaceAsync(
                _parameter.Home.Id, injected,
                current => ((ParameterSyntax)current).WithType(SyntaxFactory.ParseTypeName(type).WithTriviaFrom(injected.Type!)).WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(injected.Identifier)),
                cancellationToken).ConfigureAwait(false);
            foreach (var mention in isState ? ImmutableArray<StateUse>.Empty : _parameter.All)
            {
                await edits.ReplaceAsync(mention.DocumentId, mention.Name, current => SyntaxFactory.IdentifierName(name).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            }

            var documented = injected.Parent!.Parent!.DescendantNodes(static n => n is not BlockSyntax, descendIntoTrivia: true).OfType<XmlNameAttributeSyntax>().FirstOrDefault(a => a.Identifier.Identifier.ValueText == injected.Identifier.ValueText);
            if (documented is not null)
            {
                await edits.ReplaceAsync(_parameter.Home.Id, documented.Identifier, current => SyntaxFactory.IdentifierName(name).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            }

            if (isState)
            {
                return;
            }
        }

        var declarator = (VariableDeclaratorSyntax)Uses.Declaration;
        var declaration = (VariableDeclarationSyntax)declarator.Parent!;
        if (!declaration.Type.IsVar)
        {
            var type = TypeText(edits, Uses, declaration.SpanStart);
            await edits.ReplaceAsync(Uses.Home.Id, declaration.Type, current => SyntaxFactory.ParseTypeName(type).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        await edits.ReplaceAsync(Uses.Home.Id, declarator, current => ((VariableDeclaratorSyntax)current).WithIdentifier(SyntaxFactory.Identifier(Name).WithTriviaFrom(declarator.Identifier)), cancellationToken).ConfigureAwait(false);
        var document = _assigned?.DocumentId ?? Uses.Home.Id;
        if (_assigned is not null)
        {
            await edits.ReplaceAsync(document, _assigned.Name, current => SyntaxFactory.IdentifierName(Name).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        switch (_value)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var provider } } when Making is not null:
                await edits.ReplaceAsync(document, _value, current => provider.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } }:
                var service = SyntaxFactory.ParseTypeName(edits.TypeName(document, _assigned?.Model ?? Uses.HomeModel, generic.SpanStart, _service.Namespace, _service.Name, _service.Arity) + ArgumentsText(_assigned?.Model ?? Uses.HomeModel, generic.SpanStart));
                await edits.ReplaceAsync(document, generic.TypeArgumentList.Arguments[0], current => service.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private string TypeText(StateEdits edits, StateUses declared, int position) =>
        edits.TypeName(declared.Home.Id, declared.HomeModel, position, _service.Namespace, _service.Name, _service.Arity) + ArgumentsText(declared.HomeModel, position);

    /// <summary>A factory of contexts is named after the type of the context, a pool of engines after what the engine takes and gives.</summary>
    private string ArgumentsText(SemanticModel model, int position)
    {
        var type = Uses.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var arguments = type is INamedTypeSymbol { IsGenericType: true } named && named.TypeArguments.Length == _service.Arity && _service.Arity > 1 ? named.TypeArguments : ImmutableArray.Create<ITypeSymbol>(type);
        return "<" + string.Join(", ", arguments.Select(a => a.ToMinimalDisplayString(model, position))) + ">";
    }

    /// <summary>The value without a check for null.</summary>
    private static ExpressionSyntax Value(ExpressionSyntax value)
    {
        value = Expressions.Bare(value);
        return value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } coalesced ? Expressions.Bare(coalesced.Left) : value;
    }

    /// <summary>Is the parameter compared with null, or its name told?</summary>
    private static bool IsOnlyChecked(StateUse use) => use.Kind == StateUseKind.Named || use.Kind == StateUseKind.Read && use.Outer.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfNull" } } } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } => true,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } } => true,
        _ => false,
    };

    /// <summary>Does the container alone give the argument: no code of the solution calls the constructor, nor derives from it?</summary>
    private static async Task<bool> IsInjectedAsync(IParameterSymbol parameter, StateUses mentions, CancellationToken cancellationToken)
    {
        if (parameter is not { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor, ContainingType.IsRecord: false } || mentions.Declaration is not ParameterSyntax { AttributeLists.Count: 0, Default: null, Modifiers.Count: 0, Type: not null })
        {
            return false;
        }

        var references = await SymbolFinder.FindReferencesAsync(constructor, mentions.Solution, cancellationToken).ConfigureAwait(false);
        return !references.Where(r => r.Definition is IMethodSymbol { MethodKind: MethodKind.Constructor }).Any(static r => r.Locations.Any());
    }

    private static string NameFor(string state, INamedTypeSymbol? type, StateUses uses, LendingService service) => Names.Beside(state, service.Suffix, type, uses.HomeModel, uses.Declaration.SpanStart);

    private string ParameterName(string parameter, StateUses mentions) => Names.Beside(parameter, _service.Suffix, null, mentions.HomeModel, mentions.Declaration.SpanStart);
}
