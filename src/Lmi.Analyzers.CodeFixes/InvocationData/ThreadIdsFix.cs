using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>A dictionary with one entry for each thread becomes an <c>AsyncLocal&lt;T&gt;</c>: an entry that is set is its value, one that is removed is none.</summary>
internal static class ThreadIdsFix
{
    /// <summary>Null when anything is done with the dictionary but setting, looking up and removing the entry of the current thread, or when a reader would not see what a writer sets.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private, Type: INamedTypeSymbol { Name: "ConcurrentDictionary", TypeArguments: { Length: 2 } types } } state
            || types[1] is not { IsReferenceType: true }
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Declaration is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } } declarator
            || declarator.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Type: GenericNameSyntax { TypeArgumentList.Arguments: { Count: 2 } arguments } } declaration)
        {
            return null;
        }

        var entries = uses.All.Where(static u => u.Kind != StateUseKind.Named).Select(u => (Use: u, Entry: Entry.Of(u, cancellationToken))).ToList();
        if (entries.Exists(static e => e.Entry is null)
            || !await AsyncFlow.ReachesAsync(uses.Solution, entries.Where(static e => e.Entry!.IsSet).Select(static e => e.Use), entries.Where(static e => !e.Entry!.IsSet).Select(static e => e.Use), cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var nullable = uses.HomeModel.GetNullableContext(declaration.SpanStart).AnnotationsEnabled() && arguments[1] is not NullableTypeSyntax ? "?" : "";
        var type = SyntaxFactory.ParseTypeName(edits.TypeName(uses.Home.Id, uses.HomeModel, declaration.SpanStart, "System.Threading", "AsyncLocal", 1) + "<" + arguments[1].WithoutTrivia() + nullable + ">");
        var created = SyntaxFactory.ParseExpression(declarator.Initializer!.Value.IsKind(SyntaxKind.ImplicitObjectCreationExpression) ? "new()" : "new " + type + "()").WithTriviaFrom(declarator.Initializer.Value);
        await edits.ReplaceAsync(
            uses.Home.Id, declaration,
            _ => declaration.WithType(type.WithTriviaFrom(declaration.Type)).WithVariables(SyntaxFactory.SingletonSeparatedList(declarator.WithInitializer(declarator.Initializer.WithValue(created)))),
            cancellationToken).ConfigureAwait(false);
        foreach (var (use, entry) in entries)
        {
            await edits.ReplaceAsync(use.DocumentId, entry!.Place, current => SyntaxFactory.ParseExpression(entry.Text).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One use of the entry of the current thread, and what stands in its place.</summary>
    private sealed record Entry(ExpressionSyntax Place, string Text, bool IsSet)
    {
        public static Entry? Of(StateUse use, CancellationToken cancellationToken)
        {
            var value = Expressions.Bare(use.Whole).WithoutTrivia() + ".Value";
            switch (use.Outer.Parent)
            {
                case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } key } entry when entry.Expression == use.Outer && IsThreadId(key[0].Expression, use.Model, cancellationToken):
                    return entry.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } set && set.Left == entry ? new Entry(entry, value, true) : null;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call } member when member.Expression == use.Outer && IsThreadId(arguments[0].Expression, use.Model, cancellationToken):
                    return member.Name.Identifier.ValueText switch
                    {
                        "TryAdd" when call.Parent is ExpressionStatementSyntax && arguments.Count == 2 => new Entry(call, value + " = " + arguments[1].Expression.WithoutTrivia(), true),
                        "TryRemove" when call.Parent is ExpressionStatementSyntax && arguments.Count == 2 && IsDiscard(arguments[1].Expression) => new Entry(call, value + " = null", true),
                        "TryGetValue" when arguments.Count == 2 && arguments[1].Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax found } => Found(call, value, found.Identifier.ValueText),
                        _ => null,
                    };
                default:
                    return null;
            }
        }

        /// <summary><c>x.Value is { } found</c>, where nothing else binds tighter.</summary>
        private static Entry? Found(InvocationExpressionSyntax call, string value, string name) => call.Parent switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negated => new Entry(negated, $"{value} is not {{ }} {name}", false),
            ConditionalExpressionSyntax or IfStatementSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } => new Entry(call, $"{value} is {{ }} {name}", false),
            _ => null,
        };

        private static bool IsDiscard(ExpressionSyntax argument) => argument is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax };

        private static bool IsThreadId(ExpressionSyntax key, SemanticModel model, CancellationToken cancellationToken) =>
            model.GetSymbolInfo(key, cancellationToken).Symbol is IPropertySymbol { Name: "CurrentManagedThreadId", ContainingType.Name: "Environment" } or IPropertySymbol { Name: "ManagedThreadId", ContainingType.Name: "Thread" };
    }
}
